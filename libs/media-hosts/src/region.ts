/** Teams' three largest regions, the words of `participantInfo.region`. */
type Geography = 'amer' | 'emea' | 'apac';

/** What a region's name tells: which geography, which country or continent of it, and which part of that. */
interface Place {
  geography: Geography;
  area: string | null;
  part: string | null;
}

/**
 * The first two letters of `mediaHostedRegion`. Seen in bodies: AS, EU, JP, US (protocol §10.1); the rest continues them
 * with the country codes of Azure's regions.
 */
const GEOGRAPHY_OF: Readonly<Record<string, Geography>> = {
  ...{ us: 'amer', ca: 'amer', br: 'amer', mx: 'amer', cl: 'amer' },
  ...{ eu: 'emea', uk: 'emea', gb: 'emea', fr: 'emea', de: 'emea', ch: 'emea', no: 'emea', se: 'emea', it: 'emea' },
  ...{ pl: 'emea', es: 'emea', at: 'emea', be: 'emea', dk: 'emea', za: 'emea', ae: 'emea', qa: 'emea', il: 'emea' },
  ...{ as: 'apac', jp: 'apac', kr: 'apac', in: 'apac', au: 'apac', nz: 'apac', tw: 'apac', id: 'apac', my: 'apac' },
  ...{ cn: 'apac', sg: 'apac', hk: 'apac' },
};

/** Words of Azure's region names, e.g. `westeurope`. `australia` contains `us`, so whole names come first. */
const AREA_WORDS: readonly (readonly [RegExp, string])[] = [
  [/australia/, 'au'],
  [/austria/, 'at'],
  [/belgium/, 'be'],
  [/denmark/, 'dk'],
  [/brazil/, 'br'],
  [/canada/, 'ca'],
  [/chile/, 'cl'],
  [/china/, 'cn'],
  [/europe/, 'eu'],
  [/france/, 'fr'],
  [/germany/, 'de'],
  [/indonesia/, 'id'],
  [/india/, 'in'],
  [/israel/, 'il'],
  [/italy/, 'it'],
  [/japan/, 'jp'],
  [/korea/, 'kr'],
  [/malaysia/, 'my'],
  [/mexico/, 'mx'],
  [/newzealand/, 'nz'],
  [/norway/, 'no'],
  [/poland/, 'pl'],
  [/qatar/, 'qa'],
  [/africa/, 'za'],
  [/spain/, 'es'],
  [/sweden/, 'se'],
  [/switzerland/, 'ch'],
  [/taiwan/, 'tw'],
  [/uae/, 'ae'],
  [/asia/, 'as'],
  [/^uk|uk$/, 'uk'],
  [/^us|us$/, 'us'],
];

/**
 * How far a host is from where the media is: 0 same part of the same area (EUWE and westeurope), 1 same area, 2 same
 * geography, 3 nobody can tell, 4 another geography. Region names are hints of undocumented spelling (protocol §10.1,
 * §14.6): one that we cannot read costs nothing but the preference.
 */
export function distance(host: string, media: string | null): number {
  const there = media === null ? null : placeOf(media);
  const here = placeOf(host);
  if (!here || !there) return 3;
  if (here.geography !== there.geography) return 4;
  if (here.area === null || here.area !== there.area) return 2;
  return here.part !== null && here.part === there.part ? 0 : 1;
}

/** Whether `distance` can make anything of this name. */
export function isReadable(region: string): boolean {
  return placeOf(region) !== null;
}

function placeOf(region: string): Place | null {
  // `West Europe`, `westeurope` and `us-east-1` are spelt by the same rule once only letters are left.
  const name = region.toLowerCase().replace(/[^a-z]/g, '');
  if (name === 'amer' || name === 'emea' || name === 'apac') return { geography: name, area: null, part: null };
  const area = name.length === 4 ? name.slice(0, 2) : AREA_WORDS.find(([word]) => word.test(name))?.[1];
  const geography = area && GEOGRAPHY_OF[area];
  if (!geography) return null;
  const part = name.length === 4 ? name.slice(2) : /east|west|north|south|central/.exec(name)?.[0].slice(0, 2);
  return { geography, area, part: part ?? null };
}
