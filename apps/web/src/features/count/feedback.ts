import { countingPreferences } from '../../ui/counting-preferences.ts';
import type { PadCounter } from './pads.ts';

const pitches: Record<PadCounter, number> = { passedBy: 440, entered: 660, triedOn: 550, receipt: 880, contact: 740 };
let audio: AudioContext | undefined;

/** What a hand and an ear get from a tap: a short buzz where the phone can, a tone where a person asked for it. */
export function feel(counter: PadCounter): void {
  if ('vibrate' in navigator) navigator.vibrate(12);
  if (!countingPreferences().tick) return;
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitches[counter];
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.05);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.05);
}
