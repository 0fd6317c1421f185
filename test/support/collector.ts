import { TestServer } from './http-server.js';

/** A span as a collector got it, attributes by name. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  attributes: Readonly<Record<string, unknown>>;
  /** The process that it comes from. */
  instance: unknown;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number; arrayValue?: { values?: { stringValue?: string }[] } };
}

interface Export {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (Omit<CollectedSpan, 'attributes' | 'instance'> & { attributes: Attribute[] })[] }[];
  }[];
}

/** Takes traces as an OpenTelemetry collector does: OTLP over HTTP, as JSON. */
export class Collector {
  private constructor(private readonly server: TestServer) {}

  static async start(): Promise<Collector> {
    return new Collector(await TestServer.start(() => ({ status: 200, body: {} })));
  }

  /** For the recorders: sent at once, rather than every five seconds. */
  get env(): Record<string, string> {
    return { OTEL_EXPORTER_OTLP_ENDPOINT: this.server.url, OTEL_BSP_SCHEDULE_DELAY: '50' };
  }

  /** Everything that was sent, as text. */
  get text(): string {
    return this.server.requests.map(({ body }) => body).join('\n');
  }

  get spans(): CollectedSpan[] {
    const sent = this.server.requests.filter(({ url }) => url === '/v1/traces');
    return sent.flatMap(({ body }) =>
      (JSON.parse(body) as Export).resourceSpans.flatMap(({ resource, scopeSpans }) => {
        const instance = valuesOf(resource.attributes)['service.instance.id'];
        const spans = scopeSpans.flatMap((scope) => scope.spans);
        return spans.map((span) => ({ ...span, attributes: valuesOf(span.attributes), instance }));
      }),
    );
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, arrayValue } }) => [
      key,
      stringValue ?? intValue ?? arrayValue?.values?.map((each) => each.stringValue),
    ]),
  );
}
