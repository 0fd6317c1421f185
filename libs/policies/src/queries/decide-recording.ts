import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { decide, type CallToDecide, type Decision } from '../decide.js';
import { PolicyStore } from '../policy.store.js';

/** What is to be done with an incoming call. Always answers; on the answer path. */
export class DecideRecording extends Query<Decision> {
  constructor(readonly call: CallToDecide) {
    super();
  }
}

@QueryHandler(DecideRecording)
export class DecideRecordingHandler implements IQueryHandler<DecideRecording> {
  constructor(private readonly policies: PolicyStore) {}

  async execute({ call }: DecideRecording): Promise<Decision> {
    return decide(await this.policies.applicable(call), call);
  }
}
