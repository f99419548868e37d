import type { SiteScope } from '@fieldloop/domain/fact';
import type { Site } from '@fieldloop/domain/records/site';
import { useMemo } from 'react';
import { useRecords } from './use-records.ts';

/** Names of the organization's sites, zones and people, for screens that speak of several. */
export interface Directory {
  /** False until the local database has answered. */
  readonly ready: boolean;
  /** By name. */
  readonly sites: readonly Site[];
  readonly scopes: readonly SiteScope[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  site(id: string): Site | undefined;
  siteName(id: string): string;
  /** The person's name; the id while nobody has named them. */
  personName(id: string): string;
  zoneName(site: string, zone: string): string;
}

/** The directory in the language on screen; follows the records. */
export function useDirectory(locale: 'zh-CN' | 'en'): Directory {
  const sites = useRecords('desk', 'site');
  const people = useRecords('desk', 'person');
  return useMemo(() => {
    const local = (text: { readonly zh: string; readonly en?: string | undefined }) =>
      locale === 'en' ? text.en || text.zh : text.zh;
    const siteById = new Map((sites.value ?? []).map((site) => [site.id, site]));
    const nameById = new Map((people.value ?? []).map((person) => [person.id, person.name.value]));
    const ordered = [...siteById.values()].sort(
      (left, right) => left.kind.localeCompare(right.kind) * -1 || left.id.localeCompare(right.id),
    );
    return {
      ready: sites.state === 'ready',
      sites: ordered,
      scopes: ordered.map(({ id }): SiteScope => `site:${id}`),
      people: [...nameById]
        .map(([id, name]) => ({ id, name }))
        .sort((left, right) => left.name.localeCompare(right.name, locale)),
      site: (id) => siteById.get(id),
      siteName: (id) => {
        const site = siteById.get(id);
        return site ? local(site.name) : id;
      },
      personName: (id) => nameById.get(id) ?? id,
      zoneName: (site, zone) => {
        const found = siteById.get(site)?.zones.find((each) => each.id === zone);
        return found ? local(found.name) : zone;
      },
    };
  }, [sites.state, sites.value, people.value, locale]);
}
