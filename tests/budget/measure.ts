import type { Measured } from './budgets.ts';
import type { BuiltApp } from './built-app.ts';

const counting = [/src\/features\/count\/count-screen\.tsx$/, /src\/features\/count\/pad-button\.tsx$/, /src\/runtime\/fact-store\.ts$/];
const desk = [/src\/app\/desk-screens\.tsx$/, /src\/ui\/desk-chart\/echarts-modules\.ts$/];

/** Sizes of what a phone loads to count, and a desk to show everything with charts. */
export function measure(app: BuiltApp): Measured {
  const count = new Set([...app.start, ...counting.flatMap((source) => app.filesOf(source))]);
  const planner = new Set([...app.start, ...desk.flatMap((source) => app.filesOf(source))]);
  return {
    countJs: app.gzip(filesEnding(count, '.js')),
    countCss: app.gzip(filesEnding(count, '.css')),
    deskJs: app.gzip(filesEnding(planner, '.js')),
    precache: app.gzip(app.precached),
    precacheFiles: app.precached.length,
  };
}

function filesEnding(files: Iterable<string>, ending: string): readonly string[] {
  return [...files].filter((file) => file.endsWith(ending));
}
