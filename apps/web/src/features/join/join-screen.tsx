import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { joinSite } from '../../runtime/start.ts';
import type { Identity } from '../../runtime/identity/identity.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { obstacleHere } from '../../runtime/identity/web-view.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState } from '../../ui/state.tsx';
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

interface JoinScreenProps {
  /** As in the address; it stays there, so that it survives the way to the real browser. */
  readonly code: string | undefined;
  readonly onCode: (code: string | undefined) => void;
  readonly onDone: () => void;
}

type Stage =
  | { readonly kind: 'checking' }
  | { readonly kind: 'problem'; readonly problem: JoinProblem }
  | { readonly kind: 'name' | 'joining'; readonly preview: JoinPreview }
  | { readonly kind: 'joined'; readonly who: Identity; readonly site: string };

/** From a code to a phone that counts: who invites, your name, the home screen. */
export function JoinScreen({ code: given, onCode, onDone }: JoinScreenProps) {
  const code = given === undefined ? undefined : readCode(given);
  const [stage, setStage] = useState<Stage>({ kind: 'checking' });
  const [tries, setTries] = useState(0);
  const [installFirst, setInstallFirst] = useState(() => installWay({ ...pageHere(), hasPrompt: false }) === 'ios');
  const locale = useLocale();
  const known = useIdentity();
  // Under the same name, what waits here comes along.
  const left = known?.signedOut ? known : undefined;
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

  const enrol = async (name: string, preview: JoinPreview) => {
    if (!code) return;
    setStage({ kind: 'joining', preview });
    try {
      const who = await joinSite({ code, name, locale: getLocale() });
      setStage({ kind: 'joined', who, site: siteName(preview) ?? who.organization.name });
    } catch (failure) {
      setStage({ kind: 'problem', problem: problemOf(failure) });
    }
  };

  if (stage.kind === 'joined') {
    return (
      <Screen title={m.join_done_title({ site: stage.site })}>
        <p className="mb-8 text-ink-2">{m.join_done_body({ name: stage.who.person.name })}</p>
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
      {code && (stage.kind === 'joining' || (stage.kind === 'name' && !installFirst)) && (
        <NameForm preview={stage.preview} initial={left?.person.name} busy={stage.kind === 'joining'} onName={(name) => void enrol(name, stage.preview)} />
      )}
    </Screen>
  );
}
