// Made of docs/admin-api.openapi.json by `npm run documents`; not to be changed by hand.
export interface paths {
    "/admin/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recording sessions, newest first
         * @description App role `Recording.Read`.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One recording session
         * @description App role `Recording.Read`.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a session, the newest last
         * @description App role `Recording.Read`.
         */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is or was in the call; the last to join first
         * @description App role `Recording.Read`.
         */
        get: operations["listParticipants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that Teams posted about a call, the newest last; secrets and names blanked
         * @description App role `Recording.Read`.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep nothing of a call until it is resumed, or for so long; answered when Teams has confirmed it
         * @description App role `Recording.Operate`.
         */
        post: operations["pauseRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a pause; answered when Teams has confirmed it
         * @description App role `Recording.Operate`.
         */
        post: operations["resumeRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep nothing more of a call, which stays up; answered when Teams has confirmed it
         * @description App role `Recording.Operate`.
         */
        post: operations["stopRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{sessionId}/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a call; answered when Teams has confirmed it
         * @description App role `Recording.Operate`.
         */
        post: operations["hangUpCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teams calls and meetings, newest first
         * @description App role `Recording.Read`.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Teams call or meeting: its legs, and who is recorded by which now
         * @description App role `Recording.Read`.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/conversations/{conversationId}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * By how many recorders participants under policy were covered, from when to when; by participant id
         * @description App role `Recording.Read`.
         */
        get: operations["listCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What policy wanted recorded and nobody kept, with its cause; newest first, a minute after calls end
         * @description App role `Recording.Read`.
         */
        get: operations["listGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/gaps/{gapId}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Note what was found out about a gap, in place of what was noted before
         * @description App role `Recording.Comply`.
         */
        put: operations["explainGap"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a call was recorded or not, or why a user was never recorded about a time, in plain sentences
         * @description App role `Recording.Read`.
         */
        get: operations["explainCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies, newest first
         * @description App role `Recording.Read`.
         */
        get: operations["listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/policies/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would be decided: for a pasted notification, a past call or a call by its parts; nothing is stored
         * @description App role `Recording.Read`.
         */
        post: operations["tryPolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One policy, also a retired one
         * @description App role `Recording.Read`.
         */
        get: operations["getPolicy"];
        /**
         * Store a policy, new or in place of the one with this id
         * @description App role `Recording.Operate`.
         */
        put: operations["putPolicy"];
        post?: never;
        /**
         * Retire a policy: it decides no further call
         * @description App role `Recording.Operate`.
         */
        delete: operations["retirePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/policies/{policyId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a policy was like, who changed it and why, newest first
         * @description App role `Recording.Read`.
         */
        get: operations["listPolicyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/media-hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Media hosts, by id
         * @description App role `Recording.Read`.
         */
        get: operations["listMediaHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/media-hosts/{hostId}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send no new calls to a host; present calls go on
         * @description App role `Recording.Operate`.
         */
        post: operations["drainMediaHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/media-hosts/{hostId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send new calls to a host again
         * @description App role `Recording.Operate`.
         */
        post: operations["resumeMediaHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of invitations, and how long answers took, by the minute, the hour or the day
         * @description App role `Recording.Read`.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/capacity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of the quotas and of the media hosts is taken, and how long that will do; home tenant only
         * @description App role `Recording.Read`.
         */
        get: operations["getCapacity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which sessions change, as server-sent events, for a quarter of an hour at a time
         * @description App role `Recording.Read`.
         */
        get: operations["followSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked the admin API for what, and what came of it; newest first
         * @description App role `Recording.Audit`.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All of that, oldest first, as a stream of lines
         * @description App role `Recording.Audit`.
         */
        get: operations["exportAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        PauseOrder: {
            /** @description Why; kept with the session and in the audit trail. */
            reason: string;
            /**
             * Format: int32
             * @description Recording goes on by itself after this long; the recorder allows an hour at most, unless set otherwise.
             * @default 900
             */
            resumeAfterSeconds?: number;
        };
        SessionOrder: {
            /** @description Why; kept with the session and in the audit trail. */
            reason: string;
        };
        /**
         * @description `notAnswered`: the invitation was not answered in time, and how long they spoke Teams does not say. `noMediaHost`: no media host could take the call. `neverEstablished`: it was answered, and failed before it came up. `notAdmitted`: no call of ours had a seat for them, or not yet. `starting`: nothing was kept yet, or not again. `recordingRefused`: Graph would not have the call shown as recorded. `paused`, `stopped`, `hungUp`: ordered. `mediaLost`: no media arrived, or its host was silent. `nothingShown`: the host said that it kept media, and has shown no segment of it. `callEnded`: our call had ended, and they were still there. `unexplained`: none of these.
         * @enum {string}
         */
        GapCause: "notAnswered" | "noMediaHost" | "neverEstablished" | "notAdmitted" | "starting" | "recordingRefused" | "paused" | "stopped" | "hungUp" | "mediaLost" | "nothingShown" | "callEnded" | "unexplained";
        GapExplanationBody: {
            /** @description What was found out; no names of people. */
            text: string;
        };
        PolicyBody: {
            /** @description For people. */
            name: string;
            /** @description Null: for every tenant served. */
            tenantId?: string | null;
            /** @enum {string} */
            match: "exact" | "pattern" | "anyPolicy" | "direct";
            /**
             * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
             * @default null
             */
            policyIdentifier?: string | null;
            /** @enum {string} */
            action: "record" | "answer" | "decline" | "redirect";
            /** @default null */
            rejectReason?: ("none" | "busy" | "forbidden") | null;
            /** @default null */
            redirectTargets?: ({
                /** Format: uuid */
                userId: string;
            } | {
                /** Format: uuid */
                applicationInstanceId: string;
            } | {
                phoneNumber: string;
            })[] | null;
            /** @default null */
            redirectTimeoutSeconds?: number | null;
            /** @default null */
            mediaKind?: ("appHosted" | "serviceHosted") | null;
            /** @default [] */
            modalities?: ("audio" | "video" | "videoBasedScreenSharing")[];
            /** @default null */
            participantCapacity?: number | null;
            /** @default [] */
            prefetchPrompts?: {
                /** Format: uri */
                uri: string;
                resourceId: string | null;
            }[];
            /** @default true */
            contentSharingNotifications?: boolean;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        Session: {
            /** Format: uuid */
            id: string;
            callId: string;
            /** @description What all legs of one conversation share. */
            callChainId: string | null;
            tenantId: string;
            /** @description The Teams call or meeting that it is a leg of. */
            conversationId: string | null;
            /**
             * Format: int64
             * @description 0; above, for a further invitation of one application for one participant.
             */
            lane: number;
            /** @description The session that had no seat for the participant for whom Teams made this call. */
            spilledFrom: string | null;
            /** @enum {string} */
            kind: "policyRecording" | "direct";
            /** @description Verbatim from Teams. */
            policyIdentifier: string | null;
            policyName: string | null;
            /** @description The participant under policy. */
            observedParticipantId: string | null;
            observedUserId: string | null;
            participationMethod: string | null;
            onBehalfOf: components["schemas"]["Identity"] | null;
            otherSideUser: components["schemas"]["OtherSideUser"] | null;
            inviteReasons: string[];
            pairedRecorders: components["schemas"]["Recorder"][];
            otherRecorders: components["schemas"]["Recorder"][];
            /** @enum {string} */
            direction: "incoming" | "outgoing";
            /** @enum {string} */
            callState: "incoming" | "ringing" | "establishing" | "established" | "hold" | "transferring" | "transferAccepted" | "redirecting" | "terminating" | "terminated";
            /**
             * @description As Graph has confirmed it: what Teams shows people.
             * @enum {string}
             */
            recordingStatus: "notRecording" | "recording" | "failed";
            /** @description What a person ordered that still stands, or that the recorder hangs up of its own accord. */
            standingOrder: ("paused" | "stopped" | "hungUp") | null;
            /** @description When recording goes on by itself. */
            pausedUntil: string | null;
            /** @description Null: not decided yet. */
            decision: components["schemas"]["Decision"] | null;
            response: ("answered" | "rejected" | "redirected" | "missed") | null;
            missed: components["schemas"]["Missed"] | null;
            /** @description What somebody should look at although the call goes on. */
            flags: string[];
            participantCapacity: number | null;
            /**
             * Format: int64
             * @description Participants under policy who hold a seat in this call.
             */
            participantCount: number;
            mediaHostId: string | null;
            mediaKind: ("appHosted" | "serviceHosted") | null;
            mediaHostedRegion: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            receivedAt: string;
            respondedAt: string | null;
            /** @description From the invitation to our response, milliseconds. */
            responseMs: number | null;
            establishedAt: string | null;
            recordingStartedAt: string | null;
            recordingStoppedAt: string | null;
            endedAt: string | null;
            endReason: components["schemas"]["EndReason"] | null;
            contentSharing: boolean;
        };
        Identity: {
            /** @description Member of the identitySet that named them: user, application, phone … */
            kind: string;
            id: string | null;
            tenantId: string | null;
        };
        /** @description The other party of a one-to-one call, as botData names them. */
        OtherSideUser: {
            id: string | null;
            participantId: string | null;
            tenantId: string | null;
            participationMethod: string | null;
        };
        /** @description Another application that Teams invited. */
        Recorder: {
            id: string | null;
            participantId: string | null;
        };
        Decision: {
            /** @enum {string} */
            action: "record" | "answer" | "decline" | "redirect";
            /** @description How closely the rule names the call: exactPolicy, patternPolicy, … */
            reason: string;
            /** @description The policy that decided, or `built-in:…`. */
            ruleId: string;
            /** @description Which version of that policy; null: the rule is built in, or an earlier release decided. */
            ruleVersion: number | null;
        };
        /** @description Why an invitation got no answer in time. */
        Missed: {
            /** @description How far we got: received, decided, prepared, sent. */
            stage: string;
            cause: string;
            /** @description Graph's error code, where it gave one. */
            code: string | null;
        };
        /** @description Graph's resultInfo of the end of the call, or our own words. */
        EndReason: {
            /**
             * @description Teams told it; or the call was gone, by two witnesses at least; or it was never answered.
             * @enum {string}
             */
            by: "teams" | "vanished" | "missed";
            /** @description Of a call that vanished: who said so, Teams not having told us. */
            witnesses: {
                /** @enum {string} */
                witness: "graphGone" | "mediaGone" | "rosterEmpty" | "conversationEnded" | "refusedByUs";
                /**
                 * Format: date-time
                 * @description Since when.
                 * @example 2026-01-05T12:00:00.000Z
                 */
                at: string;
            }[];
            code: number | null;
            subcode: number | null;
            message: string | null;
        };
        Problem: {
            /** @example urn:witness:problem:recording.no-such-session */
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            /** @example recording.no-such-session */
            code: string;
            detail?: string;
            /** @description What explains the refusal, e.g. `parameters: [{ name, reason }]` of an invalid request. */
            facts?: {
                [key: string]: unknown;
            };
        };
        SessionDetail: {
            /** Format: uuid */
            id: string;
            callId: string;
            /** @description What all legs of one conversation share. */
            callChainId: string | null;
            tenantId: string;
            /** @description The Teams call or meeting that it is a leg of. */
            conversationId: string | null;
            /**
             * Format: int64
             * @description 0; above, for a further invitation of one application for one participant.
             */
            lane: number;
            /** @description The session that had no seat for the participant for whom Teams made this call. */
            spilledFrom: string | null;
            /** @enum {string} */
            kind: "policyRecording" | "direct";
            /** @description Verbatim from Teams. */
            policyIdentifier: string | null;
            policyName: string | null;
            /** @description The participant under policy. */
            observedParticipantId: string | null;
            observedUserId: string | null;
            participationMethod: string | null;
            onBehalfOf: components["schemas"]["Identity"] | null;
            otherSideUser: components["schemas"]["OtherSideUser"] | null;
            inviteReasons: string[];
            pairedRecorders: components["schemas"]["Recorder"][];
            otherRecorders: components["schemas"]["Recorder"][];
            /** @enum {string} */
            direction: "incoming" | "outgoing";
            /** @enum {string} */
            callState: "incoming" | "ringing" | "establishing" | "established" | "hold" | "transferring" | "transferAccepted" | "redirecting" | "terminating" | "terminated";
            /**
             * @description As Graph has confirmed it: what Teams shows people.
             * @enum {string}
             */
            recordingStatus: "notRecording" | "recording" | "failed";
            /** @description What a person ordered that still stands, or that the recorder hangs up of its own accord. */
            standingOrder: ("paused" | "stopped" | "hungUp") | null;
            /** @description When recording goes on by itself. */
            pausedUntil: string | null;
            /** @description Null: not decided yet. */
            decision: components["schemas"]["Decision"] | null;
            response: ("answered" | "rejected" | "redirected" | "missed") | null;
            missed: components["schemas"]["Missed"] | null;
            /** @description What somebody should look at although the call goes on. */
            flags: string[];
            participantCapacity: number | null;
            /**
             * Format: int64
             * @description Participants under policy who hold a seat in this call.
             */
            participantCount: number;
            mediaHostId: string | null;
            mediaKind: ("appHosted" | "serviceHosted") | null;
            mediaHostedRegion: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            receivedAt: string;
            respondedAt: string | null;
            /** @description From the invitation to our response, milliseconds. */
            responseMs: number | null;
            establishedAt: string | null;
            recordingStartedAt: string | null;
            recordingStoppedAt: string | null;
            endedAt: string | null;
            endReason: components["schemas"]["EndReason"] | null;
            contentSharing: boolean;
            /** @description Where the time to its response went: when each stage was first reached. */
            stages: components["schemas"]["AnswerStage"][];
        };
        AnswerStage: {
            /**
             * @description The token of Teams verified; stored and taken up; decided; room at a media host reserved; its blob received; sent to Graph; accepted by Graph. A rejection and a redirect are sent and accepted, too.
             * @enum {string}
             */
            stage: "verified" | "stored" | "decided" | "reserved" | "blob" | "sent" | "accepted";
            /**
             * Format: date-time
             * @description By the clock of the recorder that took the step.
             * @example 2026-01-05T12:00:00.000Z
             */
            at: string;
            /**
             * Format: int64
             * @description Since the first byte of the invitation.
             */
            ms: number;
        };
        TimelinePage: {
            items: components["schemas"]["TimelineEntry"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        TimelineEntry: {
            /**
             * Format: date-time
             * @description When it happened, as far as we know.
             * @example 2026-01-05T12:00:00.000Z
             */
            at: string;
            /**
             * @description What happened.
             * @example recording.CallAnswered
             * @example recording.GraphAsked
             */
            type: string;
            /** @description What brought it about: a notification, a command, a report of a media host. */
            cause: string;
            /** @description Graph's id of the notification, where it was one. */
            messageId: string | null;
            /**
             * @description What belongs to this type of entry. Of `recording.GraphAsked`, one request to Graph and its reply, at the time at which it was sent: `status`, or `noReply` with its reason; `tookMs`; `attempt`, from 1 on; the `code` of a refusal; and both request ids, for Microsoft's support. A regular keepAlive that goes well is left out, unless the one before it failed or was cut off.
             * @example {
             *       "verb": "answer",
             *       "method": "POST",
             *       "path": "/communications/calls/{id}/answer",
             *       "attempt": 1,
             *       "clientRequestId": "8f1c2d3e-4a5b-4c6d-8e7f-901a2b3c4d5e",
             *       "tookMs": 1350,
             *       "status": 202,
             *       "noReply": null,
             *       "operation": null,
             *       "code": null,
             *       "subcode": null,
             *       "requestId": "5d2b7a90-1c3e-4f58-9a6b-7c8d9e0f1a2b"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
        };
        ParticipantPage: {
            items: components["schemas"]["Participant"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        Participant: {
            /** @description Valid in this call only. */
            participantId: string;
            userId: string | null;
            tenantId: string | null;
            identityKind: string | null;
            isInLobby: boolean | null;
            isMuted: boolean | null;
            /** @description Under policy: what we answered when they joined. */
            seatDecision: string | null;
            /** @description Since when this call records them; the last time. */
            seatTakenAt: string | null;
            /** @description Null while they hold their seat. */
            seatFreedAt: string | null;
            joinedAt: string | null;
            leftAt: string | null;
        };
        NotificationPage: {
            items: components["schemas"]["Notification"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        Notification: {
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            receivedAt: string;
            /** @description As the recorder reads it: incomingCall, callUpdated, roster … */
            kind: string;
            /** @description Header Message-Id. */
            messageId: string | null;
            /** @description Of the message that Teams says it repeats. */
            originalMessageId: string | null;
            /** @description Teams' own id of what it was about; for Microsoft's support. */
            scenarioId: string | null;
            /** @description One item of what was posted; secrets and names were blanked before it was stored. */
            body: unknown;
        };
        ConversationPage: {
            items: components["schemas"]["ConversationSummary"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        ConversationSummary: {
            /** Format: uuid */
            id: string;
            tenantId: string;
            /**
             * Format: date-time
             * @description When its first invitation came in.
             * @example 2026-01-05T12:00:00.000Z
             */
            beganAt: string;
            /** @description Null while one of its legs has not ended. */
            endedAt: string | null;
            callChainId: string | null;
            /**
             * Format: int64
             * @description Calls that Teams invited us to.
             */
            legs: number;
            /**
             * Format: int64
             * @description Those that have not ended.
             */
            legsUp: number;
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            tenantId: string;
            /**
             * Format: date-time
             * @description When its first invitation came in.
             * @example 2026-01-05T12:00:00.000Z
             */
            beganAt: string;
            /** @description Null while one of its legs has not ended. */
            endedAt: string | null;
            /** @description The first invited first. */
            legs: components["schemas"]["Leg"][];
        };
        /** @description One call of a conversation. More of it: its session. */
        Leg: {
            /** Format: uuid */
            sessionId: string;
            callId: string;
            callChainId: string | null;
            applicationInstanceId: string | null;
            /** @description For whom Teams invited us. */
            observedParticipantId: string | null;
            /** @description Of the answered legs that are up the one answered first; when none is up, the first answered. */
            isPrimary: boolean;
            /**
             * Format: int64
             * @description 0; above, for a further invitation of one application for one participant.
             */
            lane: number;
            /** @description The session that had no seat for the participant for whom Teams made this call. */
            spilledFrom: string | null;
            /** @enum {string} */
            callState: "incoming" | "ringing" | "establishing" | "established" | "hold" | "transferring" | "transferAccepted" | "redirecting" | "terminating" | "terminated";
            /** @enum {string} */
            recordingStatus: "notRecording" | "recording" | "failed";
            response: ("answered" | "rejected" | "redirected" | "missed") | null;
            participantCapacity: number | null;
            mediaHostId: string | null;
            /**
             * @description `unheard`: its media host has fallen silent.
             * @enum {string}
             */
            mediaState: "awaited" | "flowing" | "unheard" | "lost";
            flags: string[];
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            receivedAt: string;
            respondedAt: string | null;
            endedAt: string | null;
            seats: components["schemas"]["Seat"][];
        };
        /** @description Somebody under policy whom this leg is to record now. */
        Seat: {
            /** Format: int32 */
            number: number;
            participantId: string;
            userId: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            takenAt: string;
        };
        CoveragePage: {
            items: components["schemas"]["ParticipantCoverage"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        ParticipantCoverage: {
            participantId: string;
            userId: string | null;
            /** @description The oldest first; none while they were away. */
            stretches: components["schemas"]["CoverageStretch"][];
        };
        CoverageStretch: {
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            from: string;
            /** @description Null: it goes on. */
            to: string | null;
            /**
             * @description Independent recorders; two of our calls on one media host count as one. `double`: two or more.
             * @enum {string}
             */
            coverage: "none" | "single" | "double";
            /** @description Our calls that kept media. */
            sessionIds: string[];
            /** @description Recorders of others, by their participant ids. */
            recorderIds: string[];
        };
        GapPage: {
            items: components["schemas"]["Gap"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        Gap: {
            /** Format: uuid */
            id: string;
            tenantId: string;
            /** Format: uuid */
            conversationId: string;
            /** @description The call that was to record it; null: none had a seat. */
            sessionId: string | null;
            participantId: string;
            userId: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            to: string;
            cause: components["schemas"]["GapCause"];
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            foundAt: string;
            /** @description When what was heard later disproved it. */
            withdrawnAt: string | null;
            explanation: components["schemas"]["GapExplanation"];
        };
        /** @description What somebody found out about it. */
        GapExplanation: {
            text: string;
            /** @description Object id of who explained it. */
            by: string;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            at: string;
        } | null;
        Explanation: {
            /**
             * @description Of the first of `calls`; `neverInvited`: there is none.
             * @enum {string}
             */
            verdict: "recorded" | "answeredNotRecorded" | "declined" | "redirected" | "missed" | "answerRefused" | "withdrawn" | "inProgress" | "neverInvited";
            /** @description What was looked for and found; when nothing was, all that is known of why. */
            sentences: string[];
            /** @description Null: everything on record, for a call that has the id. */
            searched: components["schemas"]["TimeStretch"] | null;
            /** @description The nearest to the time asked about first; 5 at most. */
            calls: components["schemas"]["ExplainedCall"][];
            /** @description When no call was found: whether anybody could have come. */
            uptime: components["schemas"]["ServiceUptime"] | null;
        };
        TimeStretch: {
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            to: string;
        };
        ExplainedCall: {
            /**
             * @description `recorded`: a media host has said that it keeps media; `missed`: Teams was told nothing in time, or `busy` for want of a media host; `answerRefused`: Graph refused what it was told; `withdrawn`: the call ended first.
             * @enum {string}
             */
            verdict: "recorded" | "answeredNotRecorded" | "declined" | "redirected" | "missed" | "answerRefused" | "withdrawn" | "inProgress";
            /** @description What the user asked about had to do with it: Teams invited us for them; they joined, to be recorded as well; they are its other side; it was made on their behalf. Null: the call itself was asked about. */
            part: ("observed" | "seated" | "otherSide" | "onBehalfOf") | null;
            /** @description What happened, in order, for people. */
            sentences: string[];
            /** @description Null: nobody has decided it. */
            rule: components["schemas"]["DecidingRule"] | null;
            stages: components["schemas"]["AnswerStage"][];
            /** @description Every code that Teams and Graph gave. */
            codes: components["schemas"]["ExplainedCode"][];
            session: components["schemas"]["Session"];
        };
        DecidingRule: {
            /** @description The policy that decided, or `built-in:…`. */
            ruleId: string;
            /** @description Which version of it; null: it is built in, or an earlier release decided. */
            version: number | null;
            /** @description What the policy is called now. */
            name: string | null;
            /** @description How closely it names the call: exactPolicy, patternPolicy, … */
            reason: string;
        };
        /** @description A code of Teams or Graph in plain words. */
        ExplainedCode: {
            /**
             * @description Of a result with its subcode, of a refusal alone.
             * @example 200/5002
             */
            code: string;
            meaning: string;
            /** @enum {string} */
            severity: "info" | "warn" | "error";
            /** @description False: no list has it; the meaning is that of its family. */
            known: boolean;
        };
        ServiceUptime: {
            /** @description At least one recorder could take invitations. */
            up: components["schemas"]["TimeStretch"][];
            /** @description None is known to have been able to. */
            gaps: components["schemas"]["TimeStretch"][];
            /** @description Of the time before nothing is known; null: of no time. */
            notedSince: string | null;
        };
        PolicyPage: {
            items: components["schemas"]["Policy"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        Policy: {
            policyId: string;
            /** @description For people. */
            name: string;
            tenantId: string | null;
            /** @enum {string} */
            match: "exact" | "pattern" | "anyPolicy" | "direct";
            /**
             * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
             * @default null
             */
            policyIdentifier: string | null;
            /** @enum {string} */
            action: "record" | "answer" | "decline" | "redirect";
            /** @default null */
            rejectReason: ("none" | "busy" | "forbidden") | null;
            /** @default null */
            redirectTargets: ({
                /** Format: uuid */
                userId: string;
            } | {
                /** Format: uuid */
                applicationInstanceId: string;
            } | {
                phoneNumber: string;
            })[] | null;
            /** @default null */
            redirectTimeoutSeconds: number | null;
            /** @default null */
            mediaKind: ("appHosted" | "serviceHosted") | null;
            /** @default [] */
            modalities: ("audio" | "video" | "videoBasedScreenSharing")[];
            /** @default null */
            participantCapacity: number | null;
            /** @default [] */
            prefetchPrompts: {
                /** Format: uri */
                uri: string;
                resourceId: string | null;
            }[];
            /** @default true */
            contentSharingNotifications: boolean;
            /**
             * Format: int32
             * @description Counts its changes from 1; also its ETag.
             */
            version: number;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            createdAt: string;
            retiredAt: string | null;
        };
        PolicyTrial: {
            call: {
                /** @enum {string} */
                kind: "policyRecording" | "direct";
                tenantId: string;
                policyIdentifier: string | null;
            };
            /** @description With the draft, where there is one. */
            decision: {
                /** @enum {string} */
                action: "record" | "answer" | "decline" | "redirect";
                reason: string;
                /** @description The policy that decides, or `built-in:…`. */
                ruleId: string;
                ruleVersion: number | null;
                flags: string[];
                mediaKind: ("appHosted" | "serviceHosted") | null;
                modalities: string[];
                participantCapacity: number | null;
                /** @description Of a declined call. */
                rejectReason: ("none" | "busy" | "forbidden") | null;
            };
            /** @description By the policies in force; null: there is no draft. */
            withoutDraft: {
                /** @enum {string} */
                action: "record" | "answer" | "decline" | "redirect";
                reason: string;
                /** @description The policy that decides, or `built-in:…`. */
                ruleId: string;
                ruleVersion: number | null;
                flags: string[];
                mediaKind: ("appHosted" | "serviceHosted") | null;
                modalities: string[];
                participantCapacity: number | null;
                /** @description Of a declined call. */
                rejectReason: ("none" | "busy" | "forbidden") | null;
            } | null;
            /** @description Of a past call: what was decided when it came. */
            decidedThen: {
                action: string;
                ruleId: string;
                ruleVersion: number | null;
            } | null;
            /** @description The policies that are for such calls; the first decides, and each if those before it were gone. */
            covering: {
                policyId: string;
                /** @description Null: the draft. */
                version: number | null;
                name: string;
                reason: string;
                isDraft: boolean;
            }[];
        };
        PolicyVersionPage: {
            items: components["schemas"]["PolicyVersion"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        PolicyVersion: {
            policyId: string;
            /** @description For people. */
            name: string;
            tenantId: string | null;
            /** @enum {string} */
            match: "exact" | "pattern" | "anyPolicy" | "direct";
            /**
             * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
             * @default null
             */
            policyIdentifier: string | null;
            /** @enum {string} */
            action: "record" | "answer" | "decline" | "redirect";
            /** @default null */
            rejectReason: ("none" | "busy" | "forbidden") | null;
            /** @default null */
            redirectTargets: ({
                /** Format: uuid */
                userId: string;
            } | {
                /** Format: uuid */
                applicationInstanceId: string;
            } | {
                phoneNumber: string;
            })[] | null;
            /** @default null */
            redirectTimeoutSeconds: number | null;
            /** @default null */
            mediaKind: ("appHosted" | "serviceHosted") | null;
            /** @default [] */
            modalities: ("audio" | "video" | "videoBasedScreenSharing")[];
            /** @default null */
            participantCapacity: number | null;
            /** @default [] */
            prefetchPrompts: {
                /** Format: uri */
                uri: string;
                resourceId: string | null;
            }[];
            /** @default true */
            contentSharingNotifications: boolean;
            /**
             * Format: int32
             * @description Counts its changes from 1; also its ETag.
             */
            version: number;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            createdAt: string;
            retiredAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            changedAt: string;
            /** @description Object id of who made it; null: the installation, or nobody of your tenant. */
            changedBy: string | null;
            changedByTenant: string | null;
            /** @description In their words. */
            reason: string | null;
        };
        MediaHostPage: {
            items: components["schemas"]["MediaHost"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        MediaHost: {
            hostId: string;
            /** Format: uri */
            url: string;
            region: string;
            /** @description What fails together with it; null: its region. */
            failureDomain: string | null;
            version: string;
            /** Format: int64 */
            maxCalls: number;
            /**
             * Format: int64
             * @description By the host's own count, up to one heartbeat old.
             */
            activeCalls: number;
            /**
             * Format: int64
             * @description By the recorder's count, always current.
             */
            reservedCalls: number;
            load: number;
            /** @description The host takes no new calls, by its own word. */
            draining: boolean;
            /** @description An operator wants it to take none. */
            drainOrdered: boolean;
            /** @description Its heartbeats have ceased, so it gets no calls. */
            silent: boolean;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            firstSeenAt: string;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            heartbeatAt: string;
        };
        Statistics: {
            /** @enum {string} */
            interval: "minute" | "hour" | "day";
            /**
             * Format: date-time
             * @description Begin of the first bucket.
             * @example 2026-01-05T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @description End of the last bucket, which may not be over.
             * @example 2026-01-05T12:00:00.000Z
             */
            to: string;
            /** @description Up to when what happened is counted: by the minute now, by the hour and the day a minute ago or so; null: nothing was added up yet. */
            asOf: string | null;
            /** @description Calls of before are still being added up, and not counted yet; null: none is missing. */
            since: string | null;
            totals: components["schemas"]["StatisticsTotals"];
            /** @description The oldest first; also those without a call. */
            buckets: components["schemas"]["StatisticsBucket"][];
        };
        /** @description Of all buckets together. */
        StatisticsTotals: {
            /**
             * Format: int64
             * @description Calls that Teams invited us to: the sum of the five outcomes.
             */
            invitations: number;
            /** Format: int64 */
            answered: number;
            /** Format: int64 */
            rejected: number;
            /** Format: int64 */
            redirected: number;
            /** Format: int64 */
            missed: number;
            /**
             * Format: int64
             * @description Not responded to: not yet, or the caller hung up before.
             */
            undecided: number;
            /**
             * Format: int64
             * @description Recorded for some time at least: Graph has confirmed it.
             */
            recorded: number;
            /**
             * Format: int64
             * @description What Teams shows, or showed last, is that recording failed: `recordingStatus`.
             */
            failed: number;
            /** @description Of the answered ones; null: there is none. By the minute exact. By the hour and the day `max` is exact, the others are estimated on a fixed scale, and off by a quarter at most between 40 ms and 7.5 s. */
            answerMs: components["schemas"]["AnswerTimes"] | null;
        };
        /** @description Milliseconds from an invitation to our answer. */
        AnswerTimes: {
            p50: number;
            p95: number;
            p99: number;
            max: number;
        };
        /** @description Invitations that came in during one interval. */
        StatisticsBucket: {
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            from: string;
            /**
             * Format: int64
             * @description Calls that Teams invited us to: the sum of the five outcomes.
             */
            invitations: number;
            /** Format: int64 */
            answered: number;
            /** Format: int64 */
            rejected: number;
            /** Format: int64 */
            redirected: number;
            /** Format: int64 */
            missed: number;
            /**
             * Format: int64
             * @description Not responded to: not yet, or the caller hung up before.
             */
            undecided: number;
            /**
             * Format: int64
             * @description Recorded for some time at least: Graph has confirmed it.
             */
            recorded: number;
            /**
             * Format: int64
             * @description What Teams shows, or showed last, is that recording failed: `recordingStatus`.
             */
            failed: number;
            /** @description Of the answered ones; null: there is none. By the minute exact. By the hour and the day `max` is exact, the others are estimated on a fixed scale, and off by a quarter at most between 40 ms and 7.5 s. */
            answerMs: components["schemas"]["AnswerTimes"] | null;
        };
        Capacity: {
            liveCalls: components["schemas"]["LiveCapacity"];
            monthlyCalls: components["schemas"]["MonthlyCapacity"];
            mediaHosts: components["schemas"]["MediaHostCapacity"];
        };
        /** @description Calls that have not ended. */
        LiveCapacity: {
            /** Format: int64 */
            now: number;
            /** @description The most of each of the last 90 days, looked at once a minute; the oldest first. */
            peaks: {
                /**
                 * Format: date
                 * @description Of UTC.
                 * @example 2026-01-15
                 */
                day: string;
                /** Format: int64 */
                calls: number;
                /**
                 * Format: date-time
                 * @example 2026-01-05T12:00:00.000Z
                 */
                at: string;
            }[];
            /** @description As it is set: a warning line that refuses nothing. Null: none is. */
            quota: number | null;
            /** @description By how much the figure of a day grows from one to the next: a straight line, by least squares, through those of the last 90 days that are over. It knows no weekends. Null: there are fewer than seven. */
            trendPerDay: number | null;
            /** @description Until the quota is met, 0 when it is. Null: nobody can say, or not in sight; `explanation` tells. */
            daysLeft: number | null;
            /** @description Why so many days, or none, in words for a person. */
            explanation: string;
        };
        /** @description Calls that Teams invited us to in this calendar month. */
        MonthlyCapacity: {
            /**
             * @description Of UTC.
             * @example 2026-01
             */
            month: string;
            /** @description Up to when calls are counted; null: none was counted yet. */
            asOf: string | null;
            /** Format: int64 */
            soFar: number;
            /** @description Of this month, the oldest first. */
            days: {
                /**
                 * Format: date
                 * @description Of UTC.
                 * @example 2026-01-15
                 */
                day: string;
                /** Format: int64 */
                calls: number;
            }[];
            /** @description By the end of the month, if each day has as many as the trend says; null: there is none. */
            forecast: number | null;
            /** @description As it is set: a warning line that refuses nothing. Null: none is. */
            quota: number | null;
            /** @description By how much the figure of a day grows from one to the next: a straight line, by least squares, through those of the last 90 days that are over. It knows no weekends. Null: there are fewer than seven. */
            trendPerDay: number | null;
            /** @description Until the quota is met, 0 when it is. Null: nobody can say, or not in sight; `explanation` tells. */
            daysLeft: number | null;
            /** @description Why so many days, or none, in words for a person. */
            explanation: string;
        };
        MediaHostCapacity: {
            /**
             * Format: int64
             * @description Hosts that take calls.
             */
            open: number;
            /** Format: int64 */
            draining: number;
            /** Format: int64 */
            silent: number;
            /**
             * Format: int64
             * @description Of the open ones, as the next two.
             */
            maxCalls: number;
            /** Format: int64 */
            reservedCalls: number;
            /** Format: int64 */
            freeCalls: number;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Null: this is the last page. */
            nextCursor: string | null;
        };
        AuditEntry: {
            /** @description Counts up. */
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-05T12:00:00.000Z
             */
            at: string;
            /**
             * Format: uuid
             * @description What entries of one request share.
             */
            requestId: string;
            /**
             * @description `ordered`: about to be carried out; an entry of the same request tells what came of it, unless the recorder died. `refused`: not allowed, or not possible as asked. `failed`: through a fault of the recorder.
             * @enum {string}
             */
            outcome: "ordered" | "done" | "refused" | "failed";
            /** @description Object id of the person or of the program's service principal; null: nobody that we know. */
            actor: string | null;
            actorTenant: string | null;
            actorKind: ("delegated" | "application") | null;
            /** @description App role that the route asks for. */
            role: string;
            method: string;
            /** @example /admin/v1/policies/:policyId */
            route: string;
            /** @description Of path and query. */
            parameters: {
                [key: string]: string;
            };
            /** @description Address that the request came from; perhaps a proxy's. */
            source: string | null;
            /** @description Of the reply; null while there is none. */
            status: number | null;
            /** @description Of the refusal. */
            code: string | null;
            /** @description How many items of a list were shown. */
            shown: number | null;
            /** @description In the actor's words. */
            reason: string | null;
            /** @description What was changed, before; null: it is new. */
            former: {
                [key: string]: unknown;
            } | null;
            /** @description And after; null: it is gone. */
            current: {
                [key: string]: unknown;
            } | null;
        };
        LiveSessions: {
            sessions: {
                /** Format: uuid */
                sessionId: string;
                callId: string;
                /** @description Types of what happened, as its timeline has them. */
                types: string[];
                /**
                 * Format: date-time
                 * @example 2026-01-05T12:00:00.000Z
                 */
                at: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description How many requests are left to the caller, and for how many seconds (draft-ietf-httpapi-ratelimit-headers). */
        RateLimit: string;
        /** @description How many requests a caller may make in how many seconds. */
        "RateLimit-Policy": string;
        /** @description In how many seconds to come again. */
        "Retry-After": number;
        /** @description What is wrong with the token that was shown (RFC 6750, section 3). */
        "WWW-Authenticate": string;
        /** @description The order was carried out before, and this is what was replied then. */
        "Idempotent-Replayed": "true";
        /** @description The version of the policy, for `If-Match`. */
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listSessions: {
        parameters: {
            query?: {
                tenantId?: string;
                /** @description Compared without case, verbatim otherwise. */
                policyIdentifier?: string;
                callState?: "incoming" | "ringing" | "establishing" | "established" | "hold" | "transferring" | "transferAccepted" | "redirecting" | "terminating" | "terminated";
                recordingStatus?: "notRecording" | "recording" | "failed";
                response?: "answered" | "rejected" | "redirected" | "missed";
                /** @description Calls that are up and that policy wants recorded, of which nothing may be kept at this moment - recording has failed, has lost its media, was paused or stopped, or has not begun - or with somebody under policy for whom no call of ours has a seat; or only all others. What is to begin, or to be seated, has 30 seconds for it. Calls that we are leaving are not among them. */
                unrecorded?: boolean;
                /** @description Calls with a flag, or only those without. */
                flagged?: boolean;
                observedUserId?: string;
                /** @description Somebody who had a part in it: observed, with a seat, on the other side, or on whose behalf it was. */
                userId?: string;
                /** @description In any case, with or without hyphens. */
                callId?: string;
                callChainId?: string;
                /** @description Calls that have not ended, or only those that have. */
                active?: boolean;
                /** @description Received at this time or later. */
                from?: string;
                /** @description Received before this time. */
                to?: string;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                /** @description `each`: an entry `recording.SegmentKept` for each segment of media. `joined`: an entry `recording.SegmentsKept`, with `from` and `to`, for as long as no more than a second is missing, whoever it is of. */
                segments?: "each" | "joined";
                /** @description Entries of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelinePage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listParticipants: {
        parameters: {
            query?: {
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParticipantPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseOrder"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call has ended, or is not in a state for this order. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The order stands, but was not confirmed in time. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionOrder"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call has ended, or is not in a state for this order. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The order stands, but was not confirmed in time. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopRecording: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionOrder"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call has ended, or is not in a state for this order. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The order stands, but was not confirmed in time. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hangUpCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionOrder"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call has ended, or is not in a state for this order. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The order stands, but was not confirmed in time. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                tenantId?: string;
                /** @description Conversations with a call that has not ended, or only those without. */
                active?: boolean;
                /** @description Begun at this time or later. */
                from?: string;
                /** @description Begun before this time. */
                to?: string;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such conversation, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCoverage: {
        parameters: {
            query?: {
                participantId?: string;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path: {
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoveragePage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such conversation, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGaps: {
        parameters: {
            query?: {
                tenantId?: string;
                conversationId?: string;
                /** @description Of whom nothing is there. */
                userId?: string;
                cause?: components["schemas"]["GapCause"];
                /** @description Those with a known cause or an explanation, or only the rest. */
                explained?: boolean;
                /** @description Those that were disproved, instead of those that stand. */
                withdrawn?: boolean;
                /** @description Begun at this time or later. */
                from?: string;
                /** @description Begun before this time. */
                to?: string;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainGap: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                gapId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapExplanationBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such gap, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainCall: {
        parameters: {
            query?: {
                /** @description A call, in any case, with or without hyphens. */
                callId?: string;
                /** @description Or a user, by Entra object id, about a time. */
                user?: string;
                /** @description That time, by default now: from 5 minutes before it to 2 minutes after is searched. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                /** @description Retired ones, too. */
                retired?: boolean;
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What Teams posted, or would: an envelope with one incoming call. It is not kept. */
                    notification: {
                        [key: string]: unknown;
                    };
                    /**
                     * Format: uuid
                     * @description Of the token it came with, where the call names no tenant.
                     */
                    tenantId?: string;
                    /** @description A policy to try before it is put, in the place of the one with its id. */
                    draft?: {
                        policyId: string;
                        /** @description For people. */
                        name: string;
                        /** @description Null: for every tenant served. */
                        tenantId?: string | null;
                        /** @enum {string} */
                        match: "exact" | "pattern" | "anyPolicy" | "direct";
                        /**
                         * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
                         * @default null
                         */
                        policyIdentifier?: string | null;
                        /** @enum {string} */
                        action: "record" | "answer" | "decline" | "redirect";
                        /** @default null */
                        rejectReason?: ("none" | "busy" | "forbidden") | null;
                        /** @default null */
                        redirectTargets?: ({
                            /** Format: uuid */
                            userId: string;
                        } | {
                            /** Format: uuid */
                            applicationInstanceId: string;
                        } | {
                            phoneNumber: string;
                        })[] | null;
                        /** @default null */
                        redirectTimeoutSeconds?: number | null;
                        /** @default null */
                        mediaKind?: ("appHosted" | "serviceHosted") | null;
                        /** @default [] */
                        modalities?: ("audio" | "video" | "videoBasedScreenSharing")[];
                        /** @default null */
                        participantCapacity?: number | null;
                        /** @default [] */
                        prefetchPrompts?: {
                            /** Format: uri */
                            uri: string;
                            resourceId: string | null;
                        }[];
                        /** @default true */
                        contentSharingNotifications?: boolean;
                    } | null;
                } | {
                    /** Format: uuid */
                    sessionId: string;
                    /** @description A policy to try before it is put, in the place of the one with its id. */
                    draft?: {
                        policyId: string;
                        /** @description For people. */
                        name: string;
                        /** @description Null: for every tenant served. */
                        tenantId?: string | null;
                        /** @enum {string} */
                        match: "exact" | "pattern" | "anyPolicy" | "direct";
                        /**
                         * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
                         * @default null
                         */
                        policyIdentifier?: string | null;
                        /** @enum {string} */
                        action: "record" | "answer" | "decline" | "redirect";
                        /** @default null */
                        rejectReason?: ("none" | "busy" | "forbidden") | null;
                        /** @default null */
                        redirectTargets?: ({
                            /** Format: uuid */
                            userId: string;
                        } | {
                            /** Format: uuid */
                            applicationInstanceId: string;
                        } | {
                            phoneNumber: string;
                        })[] | null;
                        /** @default null */
                        redirectTimeoutSeconds?: number | null;
                        /** @default null */
                        mediaKind?: ("appHosted" | "serviceHosted") | null;
                        /** @default [] */
                        modalities?: ("audio" | "video" | "videoBasedScreenSharing")[];
                        /** @default null */
                        participantCapacity?: number | null;
                        /** @default [] */
                        prefetchPrompts?: {
                            /** Format: uri */
                            uri: string;
                            resourceId: string | null;
                        }[];
                        /** @default true */
                        contentSharingNotifications?: boolean;
                    } | null;
                } | {
                    call: {
                        /** @enum {string} */
                        kind: "policyRecording" | "direct";
                        /**
                         * Format: uuid
                         * @description Of whoever holds the policy; of the call, where nobody does.
                         */
                        tenantId: string;
                        /** @default null */
                        policyIdentifier?: string | null;
                    };
                    /** @description A policy to try before it is put, in the place of the one with its id. */
                    draft?: {
                        policyId: string;
                        /** @description For people. */
                        name: string;
                        /** @description Null: for every tenant served. */
                        tenantId?: string | null;
                        /** @enum {string} */
                        match: "exact" | "pattern" | "anyPolicy" | "direct";
                        /**
                         * @description Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.
                         * @default null
                         */
                        policyIdentifier?: string | null;
                        /** @enum {string} */
                        action: "record" | "answer" | "decline" | "redirect";
                        /** @default null */
                        rejectReason?: ("none" | "busy" | "forbidden") | null;
                        /** @default null */
                        redirectTargets?: ({
                            /** Format: uuid */
                            userId: string;
                        } | {
                            /** Format: uuid */
                            applicationInstanceId: string;
                        } | {
                            phoneNumber: string;
                        })[] | null;
                        /** @default null */
                        redirectTimeoutSeconds?: number | null;
                        /** @default null */
                        mediaKind?: ("appHosted" | "serviceHosted") | null;
                        /** @default [] */
                        modalities?: ("audio" | "video" | "videoBasedScreenSharing")[];
                        /** @default null */
                        participantCapacity?: number | null;
                        /** @default [] */
                        prefetchPrompts?: {
                            /** Format: uri */
                            uri: string;
                            resourceId: string | null;
                        }[];
                        /** @default true */
                        contentSharingNotifications?: boolean;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyTrial"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The draft has the id of a policy that the caller may not change. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such policy, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPolicy: {
        parameters: {
            query?: {
                /** @description Why; kept with the change. */
                reason?: string;
            };
            header?: {
                /** @description Only if the policy is at one of these versions, e.g. `"3"`; `*`: only if there is one. */
                "if-match"?: string;
                /** @description `*`: only if there is none. */
                "if-none-match"?: "*";
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The id belongs to a retired policy, or to one that the caller may not change. */
            409: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The policy is not at a version that If-Match or If-None-Match asks for. */
            412: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retirePolicy: {
        parameters: {
            query?: {
                /** @description Why; kept with the change. */
                reason?: string;
            };
            header?: {
                /** @description Only if the policy is at one of these versions, e.g. `"3"`; `*`: only if there is one. */
                "if-match"?: string;
                /** @description `*`: only if there is none. */
                "if-none-match"?: "*";
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such policy, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The policy is not at a version that If-Match or If-None-Match asks for. */
            412: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicyVersions: {
        parameters: {
            query?: {
                /** @description `json`: a page. `csv`, `jsonl`: all of the list from the cursor on, streamed as lines; `limit` means nothing then. */
                format?: "json" | "csv" | "jsonl";
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or by `format` the whole list as lines. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersionPage"];
                    "text/csv": unknown;
                    "application/jsonl": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such policy, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMediaHosts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaHostPage"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drainMediaHost: {
        parameters: {
            query?: {
                /** @description Why; kept with the change. */
                reason?: string;
            };
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Chosen by the host and kept for life: letters, digits, dot, underscore, hyphen. */
                hostId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such media host, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeMediaHost: {
        parameters: {
            query?: {
                /** @description Why; kept with the change. */
                reason?: string;
            };
            header?: {
                /** @description A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Chosen by the host and kept for life: letters, digits, dot, underscore, hyphen. */
                hostId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such media host, or it is another tenant's. */
            404: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key stands for another request. */
            422: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatistics: {
        parameters: {
            query?: {
                tenantId?: string;
                /** @description How long a bucket is. At most 24 hours by the minute, 60 days by the hour, 400 days by the day. */
                interval?: "minute" | "hour" | "day";
                /** @description Taken back to the begin of its bucket, in UTC. Unless told: an hour before `to` by the minute, a day by the hour, 30 days by the day. */
                from?: string;
                /** @description Put forward to the end of its bucket. Now, unless told, and no later. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCapacity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capacity"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of the last event that was seen: what happened since is told first, some of it perhaps again. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `sessions` (data: LiveSessions), hints to read these anew; `reset`: so much was missed that everything is to be read anew. With `Last-Event-ID` any recorder goes on where another left off. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                actor?: string;
                outcome?: "ordered" | "done" | "refused" | "failed";
                method?: "GET" | "POST" | "PUT" | "DELETE";
                /** @description The pattern, as entries show it. */
                route?: string;
                /** @description At this time or later. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. Opaque; kept only as long as it takes to turn pages. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAuditEntries: {
        parameters: {
            query?: {
                /** @description JSON Lines of our entries; JSON Lines of OCSF API Activity (class 6003); or ArcSight CEF. */
                format?: "jsonl" | "ocsf" | "cef";
                actor?: string;
                outcome?: "ordered" | "done" | "refused" | "failed";
                method?: "GET" | "POST" | "PUT" | "DELETE";
                /** @description The pattern, as entries show it. */
                route?: string;
                /** @description At this time or later. */
                from?: string;
                /** @description Before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a line; CEF as plain text. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": unknown;
                    "text/plain": unknown;
                };
            };
            /** @description The request is not valid; `facts.parameters` names every fault. */
            400: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No bearer token, or one that is not believed. */
            401: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the app role. */
            403: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More requests than one caller may make in a minute; `Retry-After` says when to come again. */
            429: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the recorder, which its log tells of; an order may have been carried out. */
            500: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again. */
            503: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
