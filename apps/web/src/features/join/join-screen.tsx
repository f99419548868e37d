import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { joinSite, leftUnder, type Before } from '../../runtime/coming-and-going.ts';
import type { Identity } from '../../runtime/identity/identity.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { obstacleHere } from '../../runtime/identity/web-view.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, Notice } from '../../ui/state.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { CodeForm } from './code-form.tsx';
import { CodeProblem } from './code-problem.tsx';
import { readCode } from './code.ts';
import { InstallFirst } from './install-first.tsx';
import { InstallHint } from './install-hint.tsx';
import { installWay, pageHere } from './install-way.ts';
import type { JoinPreview, JoinProblem } from './joining.ts';
import { previewCode, problemOf } from './joining.ts';
import { NameForm } from './name-form.tsx';
import { Obstacle } from './obstacle.tsx';
import { KnownHere, SameName } from './who-are-you.tsx';

interface JoinScreenProps {
  /** As in the address; it stays there, so that it survives the way to the real browser. */
  readonly code: string | undefined;
  readonly onCode: (code: string | undefined) => void;
  readonly onDone: () => void;
}

type Stage =
  | { readonly kind: 'checking' }
  | { readonly kind: 'problem'; readonly problem: JoinProblem }
  | { readonly kind: 'name'; readonly preview: JoinPreview }
  /** `as`: who goes on under the name they have here. */
  | { readonly kind: 'joining'; readonly preview: JoinPreview; readonly as: string | undefined }
  | { readonly kind: 'same-name'; readonly preview: JoinPreview; readonly name: string; readonly before: Before }
  | { readonly kind: 'joined'; readonly who: Identity; readonly site: string; readonly keptBack: boolean };

/** From a code to a phone that counts: who invites, who you are, the home screen. */
export function JoinScreen({ code: given, onCode, onDone }: JoinScreenProps) {
  const code = given === undefined ? undefined : readCode(given);
  const [stage, setStage] = useState<Stage>({ kind: 'checking' });
  const [tries, setTries] = useState(0);
  const [installFirst, setInstallFirst] = useState(() => installWay({ ...pageHere(), hasPrompt: false }) === 'ios');
  const locale = useLocale();
  const known = useIdentity();
  const left = known?.signedOut ? known : undefined;
  const present = known?.signedOut ? undefined : known;
  const obstacle = obstacleHere();
  const blocked = obstacle !== undefined;

  useEffect(() => {
    if (!code || blocked) return;
    let current = true;
    setStage({ kind: 'checking' });
    void previewCode(code).then((answer) => {
      if (current) setStage(typeof answer === 'string' ? { kind: 'problem', problem: answer } : { kind: 'name', preview: answer });
    });
    return () => { current = false; };
  }, [code, tries, blocked]);

  if (obstacle) return <Obstacle obstacle={obstacle} />;

  const siteName = ({ site }: JoinPreview) => site && phraseText(site.name, locale);

  const askWho = async (name: string, preview: JoinPreview) => {
    const before = await leftUnder(name);
    if (before) setStage({ kind: 'same-name', preview, name, before });
    else await enrol(name, preview);
  };
  const enrol = async (name: string, preview: JoinPreview, before?: Before) => {
    if (!code) return;
    setStage({ kind: 'joining', preview, as: present?.person.name });
    try {
      const who = await joinSite({ code, name, locale: getLocale() }, before);
      const keptBack = before?.ticket !== undefined && before.person.id !== who.person.id;
      setStage({ kind: 'joined', who, site: siteName(preview) ?? who.organization.name, keptBack });
    } catch (failure) {
      setStage({ kind: 'problem', problem: problemOf(failure) });
    }
  };

  if (stage.kind === 'joined') {
    return (
      <Screen title={m.join_done_title({ site: stage.site })}>
        <p className="mb-8 text-ink-2">{m.join_done_body({ name: stage.who.person.name })}</p>
        {stage.keptBack && <div className="mb-8"><Notice tone="attention">{m.join_done_kept()}</Notice></div>}
        <InstallHint onDone={onDone} />
      </Screen>
    );
  }
  return (
    <Screen title={m.join_title()} trailing={<LanguageSwitch />}>
      {!code && <CodeForm onCode={onCode} initial={given} />}
      {code && stage.kind === 'checking' && <LoadingState label={m.join_checking()} />}
      {code && stage.kind === 'problem' && <CodeProblem problem={stage.problem} onAgain={() => setTries(tries + 1)} onOther={() => onCode(undefined)} />}
      {code && stage.kind === 'name' && installFirst && <InstallFirst code={code} site={siteName(stage.preview)} onHere={() => setInstallFirst(false)} />}
      {code && stage.kind === 'same-name' && (
        <SameName name={stage.name} onAnswer={(isThem) => void enrol(stage.name, stage.preview, isThem ? stage.before : undefined)} />
      )}
      {code && stage.kind === 'joining' && (stage.as === undefined ? <LoadingState label={m.join_joining()} /> : <KnownHere name={stage.as} busy />)}
      {code && stage.kind === 'name' && !installFirst && (present ? (
        <KnownHere name={present.person.name} onGoOn={stage.preview.organization?.id === present.organization.id ? () => void enrol(present.person.name, stage.preview) : undefined} />
      ) : (
        <NameForm preview={stage.preview} initial={left?.person.name} onName={(name) => void askWho(name, stage.preview)} />
      ))}
    </Screen>
  );
}
