/** Where progress is shown. */
export interface ProgressScreen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** One bar that is written over on a terminal; a line at every tenth elsewhere. */
export function importProgress(screen: ProgressScreen, total: number): (done: number) => void {
  let shown = 0;
  return (done) => {
    const share = total === 0 ? 1 : done / total;
    const numbers = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} rows`;
    if (screen.isTTY) {
      const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
      screen.write(`\r  ${bar} ${numbers}${share >= 1 ? '\n' : ''}`);
    } else if (Math.floor(share * 10) > shown) {
      shown = Math.floor(share * 10);
      screen.write(`  ${numbers}\n`);
    }
  };
}
