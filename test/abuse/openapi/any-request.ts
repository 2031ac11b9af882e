import * as fc from 'fast-check';
import { basic } from '../../support/http.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { type RawRequest, send } from '../http.js';
import { AnswerCheck } from './answers.js';
import { type ApiDocument, type Operation, readDocument } from './document.js';
import { KnownNames } from './known-names.js';
import { requestsTo, spoiledRequestsTo } from './requests.js';
import type { Making } from './values-of-schema.js';

const SHOWN_BODY = 400;
/** A mistake is made small only so long: each try is a request. */
const SHRINK_MS = 10_000;

/** Every operation of the OpenAPI document is asked as documented, spoiled, and to change something without credentials. */
export const anyRequest: Experiment = {
  name: 'any request that the OpenAPI document allows or forbids',
  run: async (stage) => new AnyRequest(stage, await readDocument(stage.platform.ports.http)).run(),
};

class AnyRequest {
  private readonly check: AnswerCheck;
  private readonly known = new KnownNames();
  private readonly authorization: string;
  private readonly findings: string[] = [];
  private sent = 0;
  private answered = 0;

  constructor(
    private readonly stage: Stage,
    private readonly document: ApiDocument,
  ) {
    this.check = new AnswerCheck(document);
    this.authorization = `Bearer ${stage.platform.rest.key}`;
  }

  async run(): Promise<Outcome> {
    const { operations } = this.document;
    await this.known.look(this.stage.platform.ports.http, this.authorization, operations);
    // First what adds something, so that there is something to be asked for; last what removes it.
    const order = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'];
    const sorted = operations.toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
    for (const operation of sorted) await this.tryOut(operation);
    return { sent: this.sent, acknowledged: this.answered, findings: this.findings };
  }

  private async tryOut(operation: Operation): Promise<void> {
    const making: Making = {
      schemas: this.document.components.schemas,
      known: (name) => this.known.of(name, operation.path),
    };
    const isDevices = operation.security?.some((one) => 'device' in one);
    const authorization = isDevices ? basic('abused', this.stage.secret) : this.authorization;
    const asked = async (request: RawRequest): Promise<string | null> => {
      const reply = await this.ask({ ...request, headers: { ...request.headers, authorization } });
      if (reply.status === 201) this.known.learn(operation.path, reply.text);
      return this.check.mistakeOf(operation, reply);
    };
    await this.property(operation, 'as documented', requestsTo(operation, making), asked);
    await this.property(operation, 'spoiled', spoiledRequestsTo(operation, making), asked);
    if (!isWrite(operation)) return;
    await this.property(operation, 'without credentials', requestsTo(operation, making), async (request) => {
      const { status } = await this.ask(request);
      // Where the credential is in the body, who tries them out has to wait after some.
      const isRefused = status === 401 || status === 403 || status === 429;
      return isRefused ? null : `${status} without credentials`;
    });
  }

  private async ask(request: RawRequest): ReturnType<typeof send> {
    this.sent++;
    const reply = await send(this.stage.platform.ports.http, request);
    this.answered++;
    return reply;
  }

  /** Adds the smallest request found whose answer has a mistake. */
  private async property(
    { method, path }: Operation,
    how: string,
    requests: fc.Arbitrary<RawRequest>,
    mistakeOf: (request: RawRequest) => Promise<string | null>,
  ): Promise<void> {
    const { form, seed } = this.stage;
    const until = Date.now() + SHRINK_MS;
    let failed: readonly [RawRequest, string] | null = null;
    const property = fc.asyncProperty(requests, async (request) => {
      if (failed !== null && Date.now() > until) return;
      const mistake = await mistakeOf(request).catch(String);
      if (mistake === null) return;
      failed = [request, mistake];
      throw new Error(mistake);
    });
    await fc.check(property, { seed, numRuns: form.requests });
    if (failed === null) return;
    const [request, mistake] = failed as readonly [RawRequest, string];
    const body = request.body === undefined ? '' : ` ${String(request.body).slice(0, SHOWN_BODY)}`;
    this.findings.push(`${method} ${path} ${how}: ${request.path}${body} → ${mistake}`);
  }
}

/** Whether it changes something, and so needs credentials even where reading is open. */
function isWrite({ method, 'x-action': action }: Operation): boolean {
  return method !== 'GET' && action !== 'any' && action !== 'read' && action !== 'payloads.read';
}
