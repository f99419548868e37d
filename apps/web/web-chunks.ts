/** How modules are grouped into files: few enough to precache whole, and nothing of the desk on a phone. */

interface ModuleGraph {
  getModuleInfo(id: string): {
    readonly code: string | null;
    readonly importedIds: readonly string[];
    readonly dynamicallyImportedIds: readonly string[];
  } | null;
}

/** How the build packs modules. */
export interface Packing {
  readonly groups: ChunkGroup[];
  /** Desk files carry the desk's name, so that the worker can tell what not to keep. */
  fileName(chunk: { readonly facadeModuleId?: string | null | undefined }): string;
}

interface ChunkGroup {
  readonly name: (id: string, graph: ModuleGraph) => string | null;
  readonly debugName: string;
  readonly priority: number;
}

/** Where the desk begins; what only leads on from there never reaches a phone. */
const deskScreens = /[\\/]src[\\/]app[\\/]desk-screens\.tsx$/;
const charts = /[\\/]node_modules[\\/].*(echarts|zrender)[\\/]|[\\/]echarts-modules\.ts$/;
/** What opens over a screen: sheets of the phone, questions of the desk. */
const dialogs = /[\\/]node_modules[\\/].*@(base-ui|floating-ui)[\\/]|[\\/]src[\\/]ui[\\/]dialog\.tsx$/;
/** Files of waiting entries: a phone's business, and the desk's only where one is brought in; there it loads the phone's. */
const handOver = /[\\/]src[\\/](features[\\/]bring-in|runtime[\\/]waiting-file)[\\/]|[\\/]protocol[\\/]waiting-file\.ts$|paraglide[\\/]messages[\\/](bring|export)_\w+\.js$/;
/** Files that only pass on hundreds of others. Walking through them would put everything everywhere. */
const barrels = /paraglide[\\/]messages[\\/]_index\.js$|lucide-react[\\/]dist[\\/]esm[\\/](lucide-react|icons[\\/]index)\.m?js$/;
/** What every message leans on. */
const messageGround = /paraglide[\\/](?!messages)[\w-]+\.js$/;
const icon = /lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]/;
const leaf = /(?:paraglide[\\/]messages|lucide-react[\\/]dist[\\/]esm[\\/]icons)[\\/]([\w-]+)\.m?js$/;

interface Reach {
  readonly app: ReadonlySet<string>;
  readonly floor: ReadonlySet<string>;
  readonly desk: ReadonlySet<string>;
  readonly appWords: ReadonlySet<string>;
  readonly floorWords: ReadonlySet<string>;
  readonly deskWords: ReadonlySet<string>;
}

/**
 * The files of the app: `app` (start and counting), `dialog`, `floor` (the phone's other screens), `shared` (what those and the
 * desk both use), `desk`, `desk-charts`.
 * @param entry path of the page that starts the app
 */
export function packing(entry: string): Packing {
  let reach: Reach | undefined;
  function place(id: string, graph: ModuleGraph): string {
    reach ??= reachOf(entry, graph);
    const word = wordOf(id);
    if (messageGround.test(id) || reach.app.has(id) || (word !== undefined && reach.appWords.has(word))) return 'app';
    // An icon can be asked for by several names, so who asks is not certain; together they are small.
    if (icon.test(id)) return 'shared';
    if (dialogs.test(id)) return 'dialog';
    if (handOver.test(id)) return 'floor';
    const onFloor = reach.floor.has(id) || (word !== undefined && reach.floorWords.has(word));
    const atDesk = reach.desk.has(id) || (word !== undefined && reach.deskWords.has(word));
    if (onFloor) return atDesk ? 'shared' : 'floor';
    return charts.test(id) ? 'desk-charts' : 'desk';
  }
  const groups = ['app', 'dialog', 'shared', 'floor', 'desk-charts', 'desk'].map((name, index): ChunkGroup => ({
    name: (id, graph) => (place(id, graph) === name ? name : null),
    debugName: name,
    priority: 10 - index,
  }));
  return {
    groups,
    fileName: ({ facadeModuleId: id }) => {
      const reached = !id || !reach || reach.app.has(id) || reach.floor.has(id);
      return `assets/${reached ? '' : 'desk-'}[name]-[hash].js`;
    },
  };
}

function reachOf(entry: string, graph: ModuleGraph): Reach {
  const everything = closure([entry], (from) => imports(graph, from, true));
  const app = closure([entry], (from) => imports(graph, from, false));
  const floor = closure([entry], (from) => imports(graph, from, true).filter((to) => !deskScreens.test(to)));
  const desk = closure([...everything].filter((module) => deskScreens.test(module)), (from) => imports(graph, from, true));
  return { app, floor, desk, appWords: wordsOf(app, graph), floorWords: wordsOf(floor, graph), deskWords: wordsOf(desk, graph) };
}

function closure(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  // A set grows while it is walked.
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}

function imports(graph: ModuleGraph, id: string, dynamic: boolean): readonly string[] {
  const info = barrels.test(id) ? null : graph.getModuleInfo(id);
  if (!info) return [];
  return dynamic ? [...info.importedIds, ...info.dynamicallyImportedIds] : info.importedIds;
}

/** The identifier by which code asks a barrel for this module: a message's key, or an icon's component. */
function wordOf(id: string): string | undefined {
  const name = leaf.exec(id)?.[1];
  if (name === undefined || !id.includes('lucide')) return name;
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function wordsOf(ids: ReadonlySet<string>, graph: ModuleGraph): ReadonlySet<string> {
  const words = new Set<string>();
  for (const id of ids) {
    if (id.includes('node_modules') || id.includes('paraglide')) continue;
    for (const [word] of graph.getModuleInfo(id)?.code?.matchAll(/\b[A-Za-z]\w*/g) ?? []) words.add(word);
  }
  return words;
}
