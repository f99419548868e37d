import type { Severity } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';

const words = { low: m.desk_severity_low, medium: m.desk_severity_medium, high: m.desk_severity_high } as const;

export function severityWords(severity: Severity): string {
  return words[severity]();
}
