import { afterEach, beforeEach, describe } from '@jest/globals';
import { convergingCases } from './time-series/converging.cases.js';
import type { TimeSeriesFixture } from './time-series/fixture.js';
import { keepingCases } from './time-series/keeping.cases.js';
import { readingCases } from './time-series/reading.cases.js';
import { SCHEMA } from './time-series/traffic-rows.js';
import { writingCases } from './time-series/writing.cases.js';

/** The promises of the `TimeSeries` port. Every adapter passes all of them; a difference is a defect. */
export function describeTimeSeriesContract(name: string, create: () => Promise<TimeSeriesFixture>): void {
  describe(`TimeSeries: ${name}`, () => {
    let fixture: TimeSeriesFixture;

    beforeEach(async () => {
      fixture = await create();
      await fixture.series.open(SCHEMA);
    });
    afterEach(() => fixture.dispose());

    writingCases(() => fixture.series);
    convergingCases(() => fixture.series);
    readingCases(() => fixture.series);
    keepingCases(() => fixture);
  });
}
