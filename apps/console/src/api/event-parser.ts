/** One server-sent event. */
export interface ServerEvent {
  type: string;
  data: string;
}

/**
 * Takes a stream of server-sent events apart (HTML, section 9.2). Browsers do so themselves only for requests that can
 * carry no token.
 */
export class EventParser {
  /** Where to go on after a break; kept by events without data, too. */
  lastEventId: string | undefined;
  private rest = '';
  private type = '';
  private data: string[] = [];

  /** The events that end in this piece of the stream. */
  read(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => {
      if (line !== '') return this.note(line);
      const event = { type: this.type || 'message', data: this.data.join('\n') };
      const hasData = this.data.length > 0;
      this.type = '';
      this.data = [];
      return hasData ? [event] : [];
    });
  }

  private note(line: string): [] {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.type = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id' && !value.includes('\0')) this.lastEventId = value;
    return [];
  }
}
