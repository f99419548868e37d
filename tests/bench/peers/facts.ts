/** Of engines whose batches can be set: their default of 100 is not what they are judged by. */
export const BATCH = 1_000;

/** A tap as a phone writes one: what every engine is given to carry. */
export function fact(index: number) {
  return {
    id: `0197e000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: 'people-counted', site: 'drain', at: 1_783_050_000_000 + index, stamp: `0197e0000000-0000-${index}`,
    shift: 'shift-1', counter: index % 4 === 0 ? 'entered' : 'passedBy', count: 1,
  };
}

/** A record as a planner reads one. */
export function record(index: number) {
  return {
    id: `item-${String(index).padStart(9, '0')}`,
    kind: 'issue', text: '门口那个大装置把路挡了一半', category: 'layout', severity: 'medium', status: 'open', at: 1_783_050_000_000 + index,
  };
}
