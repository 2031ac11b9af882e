/** A metric as the source defines it. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  readonly file: string;
}

export function metricDefinitions(root: string): MetricDefinition[];
