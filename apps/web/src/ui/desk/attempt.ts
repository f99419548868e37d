import { m } from '../../paraglide/messages.js';
import { showToast } from '../toast.tsx';
import { failureOf, hasAnswer } from './failure.ts';
import { failureWords } from './failure-words.ts';

/**
 * Runs something a person asked for; says so when it did not work, and gives back whether it did.
 * The error stays visible in the console for whoever looks into it.
 */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    console.error(error);
    showToast({ tone: 'critical', text: hasAnswer(error) ? failureWords(failureOf(error)) : m.desk_write_failed() });
    return false;
  }
}
