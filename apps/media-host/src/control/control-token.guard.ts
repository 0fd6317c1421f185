import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { bearerToken, DomainError, OpenIdKeys } from '@app/platform';
import { Settings } from '../settings.js';

/** The app role that recorders have on media hosts. */
const ROLE = 'Recorder.Control';

export class ControlRoleMissing extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'media-host.role-missing';

  constructor() {
    super(`This route asks for the app role ${ROLE}`);
  }
}

/** Only recorders order a media host about. */
@Injectable()
export class ControlTokenGuard implements CanActivate {
  constructor(
    @Inject(OpenIdKeys) private readonly keys: OpenIdKeys,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { raw } = context.switchToHttp().getRequest<{ raw: { rawHeaders: string[] } }>();
    const { issuers, audiences } = this.settings.control;
    const { roles } = await this.keys.verify(bearerToken(raw.rawHeaders), { issuers, audiences });
    if (!Array.isArray(roles) || !roles.includes(ROLE)) throw new ControlRoleMissing();
    return true;
  }
}
