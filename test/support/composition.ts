import { RequestMethod, Scope, type DynamicModule, type Provider, type ScopeOptions, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, SCOPE_OPTIONS_METADATA } from '@nestjs/common/constants.js';
import { ROUTE_ACCESS, type RouteAccess } from '@app/identity';

type ModuleLike = Type | DynamicModule | { forwardRef: () => ModuleLike } | Promise<DynamicModule>;

/** What an application is made of, read from its modules without starting anything. */
export class Composition {
  readonly controllers: Type[] = [];
  readonly providers: Provider[] = [];
  private readonly seen = new Set<unknown>();

  static async of(root: ModuleLike): Promise<Composition> {
    const composition = new Composition();
    await composition.add(root);
    return composition;
  }

  /** Classes that Nest makes an instance of. */
  get classes(): Type[] {
    return this.providers.flatMap((provider) => {
      if (typeof provider === 'function') return [provider];
      return 'useClass' in provider ? [provider.useClass] : [];
    });
  }

  /** What Nest would make anew for a request, or for each that uses it. */
  get fleeting(): unknown[] {
    const decorated = [...this.classes, ...this.controllers].map(
      (each) => Reflect.getMetadata(SCOPE_OPTIONS_METADATA, each) as unknown,
    );
    const scopeOf = (options: unknown) => (options as ScopeOptions | undefined)?.scope ?? Scope.DEFAULT;
    return [...this.providers, ...decorated].filter((options) => scopeOf(options) !== Scope.DEFAULT);
  }

  /** Every route, e.g. `GET /admin/v1/sessions/:sessionId`, and who may use it. */
  get routes(): { name: string; access: RouteAccess | undefined }[] {
    return this.controllers.flatMap((controller) => {
      const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
      const members = Object.getOwnPropertyDescriptors(controller.prototype as object) as Record<
        string,
        { value?: unknown }
      >;
      return Object.values(members).flatMap(({ value }) => {
        if (typeof value !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, value)) return [];
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, value) as RequestMethod];
        const path = `/${prefix}/${Reflect.getMetadata(PATH_METADATA, value) as string}`;
        const access = (Reflect.getMetadata(ROUTE_ACCESS, value) ?? Reflect.getMetadata(ROUTE_ACCESS, controller)) as
          RouteAccess | undefined;
        return { name: `${method} ${path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '')}`, access };
      });
    });
  }

  private async add(given: ModuleLike): Promise<void> {
    if (this.seen.has(given)) return;
    this.seen.add(given);
    const found = await given;
    if ('forwardRef' in found) return this.add(found.forwardRef());
    const isDynamic = 'module' in found;
    const parts = (key: 'imports' | 'controllers' | 'providers'): unknown[] => [
      ...((Reflect.getMetadata(key, isDynamic ? found.module : found) as unknown[] | undefined) ?? []),
      ...((isDynamic && (found[key] as unknown[] | undefined)) || []),
    ];
    this.controllers.push(...(parts('controllers') as Type[]));
    this.providers.push(...(parts('providers') as Provider[]));
    for (const imported of parts('imports')) await this.add(imported as ModuleLike);
  }
}
