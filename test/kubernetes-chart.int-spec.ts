import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentSchema } from '@app/config';
import { TOPIC_SPECS } from '@app/contracts';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ChartTemplate, type KubernetesObject } from './support/chart-template.js';

const CHART = join(import.meta.dirname, '..', 'deploy', 'kubernetes', 'nhip-pho');
const SERVICES = ['city-api', 'kpi-service', 'mqtt-gateway', 'stream-processor'];
const GIVEN = {
  engines: { kafka: { brokers: 'kafka-1:9092,kafka-2:9092' }, influx: { url: 'http://influx:8086' } },
  secret: {
    postgresUrl: 'postgres://u:p@postgres/nhippho',
    adminKey: 'a-key-of-16-or-more',
    influxToken: 'a-token-of-influx',
  },
};
const EVERYTHING = {
  ...GIVEN,
  secret: {
    ...GIVEN.secret,
    smtpUrl: 'smtp://alarms:mail-password@mail.example.org:587',
    oidcClientSecret: 'what-the-provider-gave',
  },
  imagePullSecrets: [{ name: 'registry' }],
  podAnnotations: { 'example.org/team': 'city' },
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'city', operator: 'Exists' }],
  mqtt: { annotations: { 'example.org/balancer': 'external' } },
  ingress: { enabled: true, className: 'nginx', host: 'nhip.example.org', tlsSecret: 'tls' },
  networkPolicy: {
    engines: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
    web: [{ namespaceSelector: { matchLabels: { role: 'ingress' } } }],
    outside: { 'mqtt-gateway': [{ ports: [{ protocol: 'TCP', port: 8883 }] }] },
  },
  mail: { enabled: true },
  oidc: { hasClientSecret: true },
  services: { 'stream-processor': { autoscaling: { lag: { enabled: true } } } },
};
const ON_INFLUX_1 = {
  engines: {
    kafka: { ...GIVEN.engines.kafka, signIn: true },
    influx: { url: 'http://influx:8086', version: '1' },
  },
  secret: {
    ...GIVEN.secret,
    influxUser: 'nhippho',
    influxPassword: 'secret',
    kafkaUser: 'city',
    kafkaPassword: 'secret-2',
  },
};

const ENCRYPTED = {
  ...GIVEN,
  mqtt: { tls: { secret: 'mqtt-cert', clientCa: 'devices-ca', crl: true, clients: 'required' } },
};

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly livenessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
}
interface Pods {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly spec: {
      readonly securityContext: object;
      readonly terminationGracePeriodSeconds: number;
      readonly containers: readonly [Container];
    };
  };
}

interface Outward {
  readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly policyTypes: readonly string[];
  readonly egress: readonly {
    readonly ports: readonly { readonly port: number }[];
    readonly to?: readonly { readonly ipBlock: { readonly except: readonly string[] } }[];
  }[];
}

const chart = new ChartTemplate(CHART);
const ofKind = (objects: readonly KubernetesObject[], kind: string): KubernetesObject[] =>
  objects.filter((one) => one.kind === kind);
const podsOf = (objects: readonly KubernetesObject[]): Pods[] =>
  ofKind(objects, 'Deployment').map((one) => one['spec'] as Pods);
const specOf = <T>(object: KubernetesObject | undefined): T => object?.['spec'] as T;

describe('the values of the Helm chart', () => {
  const schema = z.fromJSONSchema(
    JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as Parameters<
      typeof z.fromJSONSchema
    >[0],
  );
  const defaults = parse(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as Record<string, object>;

  it('are by default what their schema asks for', () => {
    expect(schema.safeParse(defaults).error).toBeUndefined();
  });

  it.each([
    ['a port out of range', { mqtt: { port: 70_000 } }],
    ['a setting that is no text', { settings: { NHIPPHO_DEVICE_RATE: 2000 } }],
    ['a setting that is none of ours', { settings: { PATH: '/' } }],
    ['a key that is too short', { secret: { adminKey: 'short' } }],
    [
      'an unknown version of InfluxDB',
      { engines: { kafka: { brokers: '' }, influx: { url: '', version: '3' } } },
    ],
  ])('are refused with %s', (_, wrong) => {
    expect(schema.safeParse({ ...defaults, ...wrong }).success).toBe(false);
  });
});

describe('the Helm chart', () => {
  const objects = chart.render('city', GIVEN);
  const everything = chart.render('city', EVERYTHING);

  it.each([
    ['the least that has to be given', objects],
    ['all there is', everything],
    ['InfluxDB 1.x', chart.render('city', ON_INFLUX_1)],
    ['TLS', chart.render('city', ENCRYPTED)],
  ])('names every object once, with its version and labels: %s', (_, rendered) => {
    const names = rendered.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

    expect(names).toEqual([...new Set(names)]);
    for (const { apiVersion, metadata } of rendered) {
      expect(apiVersion).toMatch(/^([a-z0-9.]+\/)?v\d/);
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'city' });
    }
  });

  it('has a deployment of each service, and a budget for it', () => {
    const names = SERVICES.map((name) => `city-${name}`);

    expect(ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name)).toEqual(names);
    expect(ofKind(objects, 'PodDisruptionBudget').map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it('selects its own pods: deployments, services, budgets and policies by labels that pods have', () => {
    const labels = podsOf(everything).map(({ template }) => template.metadata.labels);
    const selectors = everything.flatMap((one) => {
      const spec = specOf<{
        selector?: { matchLabels?: object } & object;
        podSelector?: { matchLabels: object };
      }>(one);
      const found = spec?.podSelector?.matchLabels ?? spec?.selector?.matchLabels ?? spec?.selector;
      return found === undefined ? [] : [found];
    });

    expect(selectors.length).toBeGreaterThan(12);
    for (const selector of selectors) expect(labels).toContainEqual(expect.objectContaining(selector));
  });

  it('lets pods have no root, no capability and no file system to write', () => {
    for (const { template } of podsOf(objects)) {
      expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(template.spec.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('asks /health and /ready on the status port, and gives more time to stop than a service takes', () => {
    for (const { template } of podsOf(objects)) {
      const [{ livenessProbe, readinessProbe, ports }] = template.spec.containers;
      expect([livenessProbe.httpGet, readinessProbe.httpGet]).toEqual([
        { path: '/health', port: 'status' },
        { path: '/ready', port: 'status' },
      ]);
      expect(ports).toContainEqual({ name: 'status', containerPort: 9464 });
      expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(5 + 22);
    }
  });

  it.each([
    ['2', GIVEN],
    ['2, and all there is', EVERYTHING],
    ['1', ON_INFLUX_1],
  ])('gives only variables that exist, and secrets whose keys are there: InfluxDB %s', (_, given) => {
    const rendered = chart.render('city', given);
    const [secret] = ofKind(rendered, 'Secret');
    const [settings] = ofKind(rendered, 'ConfigMap');
    const env = podsOf(rendered).flatMap(({ template }) => template.spec.containers[0].env);
    const names = [...env.map(({ name }) => name), ...Object.keys(settings?.['data'] as object)];

    expect(names.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    for (const { valueFrom } of env) {
      expect(valueFrom.secretKeyRef.name).toBe(secret?.metadata.name);
      expect(Object.keys(secret?.['stringData'] as object)).toContain(valueFrom.secretKeyRef.key);
    }
  });

  it('keeps secrets out of everything but the secret', () => {
    const others = JSON.stringify(everything.filter(({ kind }) => kind !== 'Secret'));

    for (const value of Object.values(EVERYTHING.secret)) expect(others).not.toContain(value);
  });

  it('takes a secret that is there already, and makes none then', () => {
    const rendered = chart.render('city', { ...GIVEN, secret: { existingSecret: 'mine' } });
    const used = podsOf(rendered).flatMap(({ template }) =>
      template.spec.containers[0].env.map(({ valueFrom }) => valueFrom.secretKeyRef.name),
    );

    expect(ofKind(rendered, 'Secret')).toEqual([]);
    expect(new Set(used)).toEqual(new Set(['mine']));
  });

  it('refuses to render without what has to be given', () => {
    expect(() => chart.render('city', {})).toThrow('engines.kafka.brokers');
    expect(() => chart.render('city', { engines: GIVEN.engines })).toThrow('secret.postgresUrl');
  });

  it('leads services to ports that the pods have', () => {
    const ports = new Map(
      podsOf(objects).map(({ template }) => [
        template.metadata.labels['app.kubernetes.io/component'],
        template.spec.containers[0].ports.map(({ name }) => name),
      ]),
    );
    for (const service of ofKind(objects, 'Service')) {
      const spec = specOf<{ selector: Record<string, string>; ports: { targetPort: string }[] }>(service);
      for (const { targetPort } of spec.ports)
        expect(ports.get(spec.selector['app.kubernetes.io/component'])).toContain(targetPort);
    }
  });

  it('lets devices come by TLS alone where it is given a certificate', () => {
    const rendered = chart.render('city', ENCRYPTED);
    const gateway = podsOf(rendered).find(({ template }) =>
      template.spec.containers[0].env.some(({ name }) => name === 'NHIPPHO_MQTT_TLS_CERT'),
    );
    const given = Object.fromEntries(
      (gateway?.template.spec.containers[0].env ?? []).map((one) => [
        one.name,
        (one as { value?: string }).value,
      ]),
    );
    const spec = gateway?.template.spec as unknown as {
      volumes: { name: string; secret?: { secretName: string } }[];
      containers: [{ volumeMounts: { name: string; mountPath: string }[] }];
    };
    const mounts = new Map(spec.containers[0].volumeMounts.map((one) => [one.name, one.mountPath]));
    const [service] = ofKind(rendered, 'Service').filter(({ metadata }) => metadata.name === 'city-mqtt');
    const [policy] = ofKind(rendered, 'NetworkPolicy').filter(
      ({ metadata }) => metadata.name === 'city-mqtt',
    );

    expect(given).toMatchObject({
      NHIPPHO_MQTT_TLS_CERT: `${mounts.get('tls')}/tls.crt`,
      NHIPPHO_MQTT_TLS_KEY: `${mounts.get('tls')}/tls.key`,
      NHIPPHO_MQTT_TLS_CA: `${mounts.get('client-ca')}/ca.crt`,
      NHIPPHO_MQTT_TLS_CRL: `${mounts.get('client-ca')}/ca.crl`,
      NHIPPHO_MQTT_TLS_CLIENTS: 'required',
    });
    expect(Object.keys(given).filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(spec.volumes.flatMap(({ secret }) => secret?.secretName ?? [])).toEqual([
      'mqtt-cert',
      'devices-ca',
    ]);
    expect(specOf<{ ports: unknown }>(service).ports).toEqual([
      { name: 'mqtts', port: 8883, targetPort: 'mqtts' },
    ]);
    expect(specOf<{ ingress: unknown }>(policy).ingress).toEqual([
      { ports: [{ protocol: 'TCP', port: 8883 }] },
    ]);
  });

  it('scales by CPU, or on request on what waits in a topic that exists', () => {
    const scaled = (rendered: readonly KubernetesObject[], kind: string): string[] =>
      ofKind(rendered, kind).map(({ metadata }) => metadata.name);
    const [object] = ofKind(everything, 'ScaledObject');
    const trigger = specOf<{ triggers: { metadata: Record<string, string> }[] }>(object).triggers[0]
      ?.metadata;

    expect(scaled(objects, 'HorizontalPodAutoscaler')).toEqual(['city-city-api', 'city-mqtt-gateway', 'city-stream-processor']); // prettier-ignore
    expect(scaled(everything, 'HorizontalPodAutoscaler')).toEqual(['city-city-api', 'city-mqtt-gateway']);
    expect(scaled(everything, 'ScaledObject')).toEqual(['city-stream-processor']);
    expect(TOPIC_SPECS.map(({ topic }) => topic)).toContain(trigger?.['topic']);
  });

  it('denies by default, and opens no port that nothing listens on', () => {
    const policies = ofKind(objects, 'NetworkPolicy');
    const listening = podsOf(objects).flatMap(({ template }) =>
      template.spec.containers[0].ports.map(({ containerPort }) => containerPort),
    );
    const opened = policies.flatMap((policy) =>
      (specOf<{ ingress?: { ports: { port: number }[] }[] }>(policy).ingress ?? []).flatMap(({ ports }) =>
        ports.map(({ port }) => port),
      ),
    );

    expect(specOf(policies.find(({ metadata }) => metadata.name === 'city-default'))).toMatchObject({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'city' } },
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(opened.toSorted((a, b) => a - b)).toEqual([...new Set(listening)].toSorted((a, b) => a - b));
  });

  it('lets each service out to what it calls, and city-api to no private address', () => {
    const outOf = (rendered: readonly KubernetesObject[]) =>
      ofKind(rendered, 'NetworkPolicy').flatMap((policy) => {
        const { podSelector, policyTypes, egress } = specOf<Outward>(policy);
        const service = podSelector.matchLabels['app.kubernetes.io/component'];
        if (service === undefined || !policyTypes.includes('Egress')) return [];
        return egress.map(({ ports, to }) => [
          service,
          ports.map(({ port }) => port),
          to?.[0]?.ipBlock.except,
        ]);
      });
    const inside = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

    expect(outOf(objects)).toEqual([['city-api', [443], inside]]);
    expect(outOf(everything)).toEqual([
      ['kpi-service', [587], undefined],
      ['city-api', [443], inside],
      ['mqtt-gateway', [8883], undefined],
    ]);
  });

  it('gives the mail password to kpi-service only, and the provider’s secret to city-api only', () => {
    const holders = (variable: string): string[] =>
      podsOf(everything).flatMap(({ template }) => {
        const [{ name, env }] = template.spec.containers;
        return env.some((one) => one.name === variable) ? [name] : [];
      });

    expect(holders('NHIPPHO_SMTP_URL')).toEqual(['kpi-service']);
    expect(holders('NHIPPHO_OIDC_CLIENT_SECRET')).toEqual(['city-api']);
  });

  const helm = spawnSync('helm', ['version', '--short']).status === 0;
  (helm ? it : it.skip)('is rendered by helm as by the renderer of these tests', () => {
    const sets = [GIVEN, EVERYTHING, ON_INFLUX_1, ENCRYPTED].map((values) => {
      const { stdout, stderr, status } = spawnSync(
        'helm',
        ['template', 'city', CHART, '--kube-version', '1.30.0', '--values', '-'],
        {
          input: JSON.stringify(values),
          encoding: 'utf8',
        },
      );
      if (status !== 0) throw new Error(stderr);
      const byHelm = parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
      return [byHelm, chart.render('city', values)].map((all) =>
        all.toSorted((a, b) => `${a.kind} ${a.metadata.name}`.localeCompare(`${b.kind} ${b.metadata.name}`)),
      );
    });

    for (const [byHelm, byUs] of sets) expect(byUs).toEqual(byHelm);
  });
});
