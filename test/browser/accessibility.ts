import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong with the page as it stands, a line an element: rule, element, what is to be done. */
export async function accessibilityProblems(
  page: Page,
  rules: 'all' | readonly string[] = 'all',
): Promise<string[]> {
  if (rules.length === 0) return [];
  await page.evaluate(axe.source);
  const options = {
    resultTypes: ['violations'],
    ...(rules !== 'all' && { runOnly: { type: 'rule', values: rules } }),
  };
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const summary = failureSummary.replaceAll(/\s+/g, ' ').trim();
      return `${id}: ${target.join(' ')}: ${summary}`;
    }),
  );
}
