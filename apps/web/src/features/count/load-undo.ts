import { patient } from '../../ui/patient.ts';

/** What takes back: loaded after the pads can be tapped. */
export const loadUndo = () => patient(() => import('./undo.ts'));
