import type { SharedStatement, Statement } from './statement.js';

interface Gathering {
  asked: unknown[];
  rows: Promise<object[]>;
}

/** Gathers what is asked by one statement in one turn of the event loop, and asks it together. */
export class Together {
  private readonly gathering = new Map<string, Gathering>();

  constructor(private readonly send: <Row extends object>(statement: Statement, values: unknown[]) => Promise<Row[]>) {}

  async query<Asked, Row extends object>(statement: SharedStatement<Asked>, asked: Asked): Promise<Row | undefined> {
    const open = this.gathering.get(statement.name) ?? this.open(statement);
    const place = open.asked.push(asked) - 1;
    return (await open.rows)[place] as Row | undefined;
  }

  private open<Asked>(statement: SharedStatement<Asked>): Gathering {
    const asked: Asked[] = [];
    const rows = new Promise<void>((soon) => setImmediate(soon)).then(() => {
      this.gathering.delete(statement.name);
      return this.send<object>(statement, statement.valuesOf(asked));
    });
    const opened = { asked, rows };
    this.gathering.set(statement.name, opened);
    return opened;
  }
}
