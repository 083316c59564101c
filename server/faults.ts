import type { FastifyError, FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';
import { Misfit } from './validation.ts';

/** Fastify's own refusals of a request, in our words. */
const ours: Record<string, { status: number; code: string; detail?: object }> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'invalid', detail: { field: 'body', problem: 'json' } },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: 'invalid',
    detail: { field: 'body', problem: 'required' },
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'invalid',
    detail: { field: 'body', problem: 'format' },
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'unsupported_media_type' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'too_large' },
};

/**
 * The one place where a fault becomes an answer: `{ code, message, …detail }`. What was not expected is a 500
 * that says nothing of the inside. Its log has the route, the kind of error and where it happened, but not its
 * text: PostgreSQL's messages quote values, and values are people.
 */
export function answerFaults(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const fault: unknown = error;
    if (fault instanceof Refusal) {
      if (typeof fault.detail.retryAfter === 'number') reply.header('retry-after', fault.detail.retryAfter);
      return reply.status(fault.status).send({ code: fault.code, message: fault.message, ...fault.detail });
    }
    const misfit = misfitOf(error);
    if (misfit) {
      const { field, problem, message } = misfit;
      return reply.status(400).send({ code: 'invalid', field, problem, message });
    }
    if (error.statusCode === 429) {
      const { code, message, retryAfter } = error as FastifyError & { retryAfter?: number };
      return reply.status(429).send({ code, message, retryAfter });
    }
    // Kept by the database as the transaction ends, so no verb is there any more to say it.
    if ((error as { constraint?: string }).constraint === 'no_slot_over_its_pace') {
      return reply.status(409).send({ code: 'over_pace', message: 'Too many would arrive at that time.' });
    }
    const known = ours[error.code];
    if (known) {
      return reply.status(known.status).send({ code: known.code, message: error.message, ...known.detail });
    }
    if (error.statusCode && error.statusCode < 500) {
      return reply
        .status(error.statusCode)
        .send({ code: 'bad_request', message: 'This request is not understood.' });
    }
    const { code, constraint, table } = error as FastifyError & { constraint?: string; table?: string };
    const where = error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12)
      .join('\n');
    const route = `${request.method} ${request.routeOptions.url ?? '?'}`;
    request.log.error({ route, name: error.name, code, constraint, table, where }, 'a request failed');
    return reply
      .status(500)
      .send({ code: 'internal', message: 'Something went wrong on our side; nothing was changed.' });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({ code: 'not_found', message: 'There is nothing here.' }),
  );
}

function misfitOf(error: FastifyError): Misfit | null {
  if (error instanceof Misfit) return error;
  const cause = (error as { cause?: unknown }).cause;
  return cause instanceof Misfit ? cause : null;
}
