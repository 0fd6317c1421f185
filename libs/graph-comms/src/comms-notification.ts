import { parseCallPath, type CallPath } from './call-path.js';
import { member, odataType, oneOf, text } from './json-reader.js';

/** One item of the envelope before anything in it is understood (protocol §3.2). */
export interface RawNotification {
  changeType: 'created' | 'updated' | 'deleted' | null;
  /** Of the call it is about; null: none of its paths leads to a call. */
  path: CallPath | null;
  /** As received, for whoever has to look into one that we cannot place. */
  resourceUrl: string | null;
  resourceData: unknown;
  /** Of resourceData, lower case and without namespace; null for arrays and where Graph left it out. */
  resourceType: string | null;
}

const LONGEST_URL = 4096;

/** `resource` is the old spelling of `resourceUrl`; the entity's own `@odata.id` says the same once more. */
export function readCommsNotification(item: unknown): RawNotification {
  const resourceData = member(item, 'resourceData');
  const urls = [
    text(item, 'resourceUrl', LONGEST_URL),
    text(item, 'resource', LONGEST_URL),
    text(resourceData, '@odata.id', LONGEST_URL),
  ].filter((url) => url !== null);
  return {
    changeType: oneOf(text(item, 'changeType'), ['created', 'updated', 'deleted']),
    path: urls.map(parseCallPath).find((path) => path !== null) ?? null,
    resourceUrl: urls[0] ?? null,
    resourceData,
    resourceType: odataType(resourceData),
  };
}
