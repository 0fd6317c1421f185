import { DomainError } from '../domain-error.js';
import { parseJsonText } from './json-text.js';

/** The deepest body of Graph that we know has 12 levels; code that walks a body may recurse this far safely. */
const MOST_LEVELS = 64;

/** A body that was not even looked at. */
export class UnreadableBody extends DomainError {
  readonly kind = 'invalid';

  constructor(
    readonly code: 'http.body-empty' | 'http.body-not-json' | 'http.body-too-deep' | 'http.body-forbidden-key',
    message: string,
  ) {
    super(message);
  }
}

/** What some senders put in front of JSON, and a reader may ignore (RFC 8259, section 8.1). */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * JSON that later code may walk, copy and spread without a second thought. Nothing at all is `undefined` where a route
 * takes that, and a fault elsewhere.
 * @throws UnreadableBody
 */
export function parseJsonBody(received: string, { mayBeEmpty = false } = {}): unknown {
  const text = received.replace(BYTE_ORDER_MARK, '');
  if (text.trim() === '') {
    if (mayBeEmpty) return undefined;
    throw new UnreadableBody('http.body-empty', 'The body is empty');
  }
  // V8's parser keeps its own stack: depth costs it nothing.
  const parsed = parseJsonText(text);
  if (!parsed) throw new UnreadableBody('http.body-not-json', 'The body is not JSON');
  inspect(parsed.json);
  return parsed.json;
}

/** Level by level, without recursion: what is too deep to walk must not be walked into. */
function inspect(body: unknown): void {
  let level = [body].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) throw new UnreadableBody('http.body-too-deep', `The body has over ${MOST_LEVELS} levels`);
    // As its own key it is harmless here, and changes a prototype wherever it is assigned.
    if (level.some((container) => Object.hasOwn(container, '__proto__'))) {
      throw new UnreadableBody('http.body-forbidden-key', 'The body has a key __proto__');
    }
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
