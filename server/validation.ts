import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

type SchemaError = {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
  message: string;
};

/** A request that does not fit its schema, told as the field a person would look at and what is wrong with it. */
export class Misfit extends Error {
  readonly field: string;
  readonly problem: string;
  constructor(field: string, problem: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
    this.problem = problem;
  }
}

const problems: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown_field',
  boolean: 'unknown_field',
  minLength: 'required',
  maxLength: 'too_long',
  minimum: 'minimum',
  maximum: 'maximum',
  type: 'type',
};

/**
 * Validation by the contract's own schemas. Words in the address become numbers where the schema wants numbers;
 * a JSON body is taken as it is: "4" is not 4, and an unknown field is refused, not dropped, since it is most
 * often a misspelt one whose loss nobody would notice.
 */
export function validateByContract(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const compiled = Compile(schema);
    const coerce = httpPart !== 'body';
    return (given: unknown) => {
      if (compiled.Check(given)) return { value: given };
      const value = coerce ? Value.Convert(schema, given) : given;
      if (coerce && compiled.Check(value)) return { value };
      const error = compiled.Errors(value)[0] as SchemaError | undefined;
      return { error: misfit(error, httpPart ?? 'body') };
    };
  });
}

function misfit(error: SchemaError | undefined, part: string): Misfit {
  if (!error) return new Misfit(part, 'format', 'does not fit');
  const params = error.params as { requiredProperties?: string[]; additionalProperties?: string[] };
  const extra = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  const path = error.instancePath.split('/').slice(1);
  if (extra) path.push(extra);
  return new Misfit(path.join('.') || part, problems[error.keyword] ?? 'format', error.message);
}
