import type { Capacity } from '@app/contracts';
import { Asked } from '../../parts/asked.js';
import { Figures, type Figure } from '../../parts/figures.js';
import { Page, Section } from '../../parts/page.js';
import { useCapacity } from '../now/asked-now.js';
import { DayChart } from './day-chart.js';

type Outlook = Pick<Capacity['liveCalls'], 'quota' | 'trendPerDay' | 'daysLeft' | 'explanation'>;

/** Whether anything is about to fill up: calls at one time, calls of a month, and the media hosts. */
export function CapacityPage() {
  return (
    <Page title="Capacity">
      <Asked what="Capacity" from={useCapacity()}>
        {({ liveCalls, monthlyCalls, mediaHosts }) => (
          <div className="grid">
            <Section title="Calls at one time" about="Calls that have not ended, held against the quota that is set.">
              <Figures of={[{ name: 'Now', value: liveCalls.now }, ...outlookOf(liveCalls)]} />
              <p>{liveCalls.explanation}</p>
              <DayChart
                caption="The most calls at one time, by the day"
                days={liveCalls.peaks}
                quota={liveCalls.quota}
              />
            </Section>
            <Section
              title="Calls of the month"
              about={`${monthlyCalls.month}, of UTC: calls that Teams invited us to.`}
            >
              <Figures
                of={[
                  { name: 'So far', value: monthlyCalls.soFar },
                  { name: 'Forecast', value: monthlyCalls.forecast ?? '–' },
                  ...outlookOf(monthlyCalls),
                ]}
              />
              <p>{monthlyCalls.explanation}</p>
              <DayChart caption="Calls of this month, by the day" days={monthlyCalls.days} quota={null} />
            </Section>
            <Section title="Media hosts" about="Of the hosts that take calls, by the recorder's own count." wide>
              <Figures
                of={[
                  { name: 'Take calls', value: mediaHosts.open },
                  { name: 'Drained', value: mediaHosts.draining },
                  { name: 'Silent', value: mediaHosts.silent, tone: mediaHosts.silent > 0 ? 'bad' : 'plain' },
                  { name: 'Calls at most', value: mediaHosts.maxCalls },
                  { name: 'Reserved', value: mediaHosts.reservedCalls },
                  { name: 'Free', value: mediaHosts.freeCalls, tone: mediaHosts.freeCalls === 0 ? 'bad' : 'plain' },
                ]}
              />
            </Section>
          </div>
        )}
      </Asked>
    </Page>
  );
}

function outlookOf({ quota, trendPerDay, daysLeft }: Outlook): Figure[] {
  const sign = trendPerDay !== null && trendPerDay > 0 ? '+' : '';
  return [
    { name: 'Quota', value: quota ?? 'none' },
    { name: 'Trend a day', value: trendPerDay === null ? '–' : `${sign}${trendPerDay.toFixed(1)}` },
    { name: 'Days left', value: daysLeft ?? '–', tone: daysLeft !== null && daysLeft <= 30 ? 'bad' : 'plain' },
  ];
}
