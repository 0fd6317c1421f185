import { useSignIn } from '../../auth/signed-in.js';
import { Page } from '../../parts/page.js';
import { Attention } from './attention.js';
import { LastHour } from './last-hour.js';
import { LiveCalls } from './live-calls.js';
import { Seats } from './seats.js';

/** What goes on at this moment, and whether anybody has to do something about it. */
export function NowPage() {
  const { isAtHome } = useSignIn();
  return (
    <Page title="Now">
      <div className="grid">
        <div className="column">
          <Attention />
          {isAtHome && <Seats />}
        </div>
        <LastHour />
        <LiveCalls />
      </div>
    </Page>
  );
}
