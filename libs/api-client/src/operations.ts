import type { paths } from './openapi.generated.js';

/** Methods that the interface uses. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths of the interface that take a method, as the OpenAPI document writes them: `/api/v1/kpis/{id}/values`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: object }> ? P : never;
}[keyof paths];

type OperationOf<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;

/** Values left undefined are not sent, so that a caller needn't build the query piece by piece. */
type Sendable<T> = { [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) };

type PartOf<O, Part extends 'query' | 'path'> = O extends { parameters: Partial<Record<Part, infer Q>> }
  ? Exclude<Q, undefined>
  : never;

/** Query parameters of an operation; never where it has none. */
export type QueryOf<M extends Method, P extends PathOf<M>> = Sendable<PartOf<OperationOf<M, P>, 'query'>>;

type ContentOf<T> = T extends { content: infer C } ? C : never;

/** JSON body that an operation takes; never where it takes none. */
export type BodyOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { requestBody?: infer B }
    ? ContentOf<Exclude<B, undefined>> extends { 'application/json': infer J }
      ? J
      : never
    : never;

type Success = 200 | 201 | 202;

/** JSON that an operation answers with; `unknown` where it answers with a file only. */
export type ReplyOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { responses: infer R }
    ? {
        [S in keyof R & Success]: ContentOf<R[S]> extends { 'application/json': infer J } ? J : unknown;
      }[keyof R & Success]
    : never;

/** Lists that come in pages. */
export type ListPath = {
  [P in PathOf<'get'>]: ReplyOf<'get', P> extends { items: unknown[]; next: string | null } ? P : never;
}[PathOf<'get'>];

/** One item of a list. */
export type ItemOf<P extends ListPath> = ReplyOf<'get', P> extends { items: (infer T)[] } ? T : never;

/** A part of a call's options that is required as soon as one of its members is, and left out where there is none. */
type Part<Name extends string, T> = [T] extends [never]
  ? object
  : object extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };

/** A body that is a file: an upload of CSV, XLSX, GeoJSON or YAML. */
export interface FileBody {
  readonly data: string | Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;
  /** Its media type. */
  readonly type: string;
}

interface AnyCall {
  readonly signal?: AbortSignal | undefined;
  /** Media type wanted of an operation that answers in several. */
  readonly accept?: string;
  /** Credential of a device or gateway, for the ingest. */
  readonly device?: { readonly id: string; readonly credential: string };
  readonly file?: FileBody;
}

/** What a call takes beside its path. A `file` stands in for the body. */
export type CallOf<M extends Method, P extends PathOf<M>> = AnyCall &
  Part<'path', PartOf<OperationOf<M, P>, 'path'>> &
  Part<'query', QueryOf<M, P>> &
  ([BodyOf<M, P>] extends [never] ? object : { readonly body?: BodyOf<M, P> });

/** The last argument of a call: it may be left out where nothing in it is required. */
export type CallArguments<M extends Method, P extends PathOf<M>> =
  object extends CallOf<M, P> ? [call?: CallOf<M, P>] : [call: CallOf<M, P>];
