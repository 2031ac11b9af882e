import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { RawReply } from '../http.js';
import type { ApiDocument, Operation } from './document.js';

const SHOWN = 300;

/** Compares answers with what the document says of the operation. */
export class AnswerCheck {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<object, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    // `strict`: the document's own words, such as `id` of a component, are none of JSON Schema.
    this.ajv = new Ajv2020({ strict: false, allErrors: false });
    formats.default(this.ajv);
    this.ajv.addSchema({ $id: 'document', components: document.components });
  }

  /** What is wrong with an answer; null: it is one that the document promises. */
  mistakeOf(operation: Operation, { status, type, text }: RawReply): string | null {
    if (status >= 500 && status !== 503) return `${status}: ${text.slice(0, SHOWN)}`;
    const response = operation.responses[status];
    if (response === undefined) return `status ${status} is not documented: ${text.slice(0, SHOWN)}`;
    const content = (
      response.$ref ? this.document.components.responses[response.$ref.split('/').at(-1) ?? ''] : response
    )?.content;
    if (content === undefined)
      return text === '' ? null : `a body where none is documented: ${text.slice(0, SHOWN)}`;
    const described = content[type];
    if (described === undefined) return `${status} with the type ${type || 'none'}, which is not documented`;
    if (described.schema === undefined || !type.endsWith('json')) return null;
    return this.unlike(described.schema, text);
  }

  private unlike(schema: object, text: string): string | null {
    let validate = this.compiled.get(schema);
    if (!validate) this.compiled.set(schema, (validate = this.ajv.compile(absolute(schema))));
    try {
      if (validate(JSON.parse(text))) return null;
    } catch (error) {
      return `no JSON: ${String(error)}: ${text.slice(0, SHOWN)}`;
    }
    const [first] = validate.errors ?? [];
    return `not as its schema: ${first?.instancePath} ${first?.message} ${JSON.stringify(first?.params)}: ${text.slice(0, SHOWN)}`;
  }
}

/** References as they are from outside the document. */
function absolute(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"$ref":"#/components/', '"$ref":"document#/components/'),
  ) as object;
}
