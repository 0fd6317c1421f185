import { Module, type DynamicModule } from '@nestjs/common';
import { HttpClient, Log, PinoLog } from '@app/platform';
import { OpenIdController } from './calling-platform/open-id.controller.js';
import { PlatformTokens } from './calling-platform/platform-tokens.js';
import { CallsController } from './control/calls.controller.js';
import { ControlController } from './control/control.controller.js';
import { Faults } from './control/faults.js';
import { Load } from './control/load.js';
import { Meetings } from './control/meetings.js';
import { MeetingsController } from './control/meetings.controller.js';
import { Runs } from './control/runs.js';
import { Storm } from './control/storm.js';
import { StormController } from './control/storm.controller.js';
import { TokensController } from './control/tokens.controller.js';
import { Transcript } from './control/transcript.js';
import { AccessTokens } from './entra/access-tokens.js';
import { Applications } from './entra/applications.js';
import { EntraController } from './entra/entra.controller.js';
import { AuthorizationCodeGrant } from './entra/grants/authorization-code.js';
import { ClientCredentialsGrant } from './entra/grants/client-credentials.js';
import { RefreshTokenGrant } from './entra/grants/refresh-token.js';
import { PreflightController } from './entra/preflight.controller.js';
import { AuthorizationCodes } from './entra/sign-in/authorization-codes.js';
import { BrowserSessions } from './entra/sign-in/browser-sessions.js';
import { PersonTokens } from './entra/sign-in/person-tokens.js';
import { RefreshTokens } from './entra/sign-in/refresh-tokens.js';
import { SignInController } from './entra/sign-in/sign-in.controller.js';
import { SignIn } from './entra/sign-in/sign-in.js';
import { TokenController } from './entra/token.controller.js';
import { CallActions } from './graph/call-actions.js';
import { GraphAccess } from './graph/graph-access.js';
import { GraphController } from './graph/graph.controller.js';
import { GraphExchange } from './graph/graph-exchange.js';
import { RequestSchema } from './graph/request-schema.js';
import { MediaLines } from './media/media-lines.js';
import { SystemDesk } from './scenarios/system-desk.js';
import { Settings } from './settings.js';
import { Admissions } from './teams/admissions.js';
import { Joining } from './teams/joining.js';
import { LegLife } from './teams/leg-life.js';
import { Legs } from './teams/legs.js';
import { Notifier } from './teams/notifier.js';
import { Teams } from './teams/teams.js';
import { Webhook } from './teams/webhook.js';
import { Issuers } from './tokens/issuers.js';

@Module({})
export class SimulatorModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: SimulatorModule,
      controllers: [
        GraphController,
        OpenIdController,
        ControlController,
        CallsController,
        MeetingsController,
        StormController,
        TokensController,
        EntraController,
        TokenController,
        PreflightController,
        SignInController,
      ],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Log, useValue: new PinoLog(settings.logLevel, 'graph-simulator') },
        { provide: Issuers, useFactory: () => Issuers.create() },
        HttpClient,
        PlatformTokens,
        AccessTokens,
        Applications,
        ClientCredentialsGrant,
        AuthorizationCodeGrant,
        RefreshTokenGrant,
        AuthorizationCodes,
        RefreshTokens,
        BrowserSessions,
        PersonTokens,
        SignIn,
        RequestSchema,
        GraphAccess,
        GraphExchange,
        CallActions,
        Legs,
        LegLife,
        Joining,
        Admissions,
        Notifier,
        Webhook,
        Teams,
        MediaLines,
        Faults,
        Runs,
        SystemDesk,
        Load,
        Meetings,
        Storm,
        Transcript,
      ],
    };
  }
}
