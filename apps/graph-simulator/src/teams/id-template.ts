import { randomUUID } from 'node:crypto';

const ID = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-F]{32})/gi;
/** Stands for phone users in the wild, and for nobody in particular. */
const ZERO = '00000000-0000-0000-0000-000000000000';

/** A text cut at its ids, so that the same shape can be told of other calls cheaply. */
export class IdTemplate {
  private readonly parts: readonly string[];

  constructor(text: string) {
    // Splitting by one group leaves the ids at the odd places.
    this.parts = text.split(ID);
  }

  /** Ids in `known` become what it says; equal unknown ids become one new id, so that what matched still matches. */
  filled(known: Readonly<Record<string, string>>): string {
    const ids = new Map(Object.entries(known));
    return this.parts
      .map((part, index) => {
        if (index % 2 === 0 || part === ZERO) return part;
        const id = ids.get(part) ?? randomUUID();
        ids.set(part, id);
        return id;
      })
      .join('');
  }
}
