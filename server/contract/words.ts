import { Type } from 'typebox';

/** Pieces that several contracts share. Times and days are the restaurant's; clients never do zone arithmetic. */

export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'A day of service, YYYY-MM-DD',
});
export const Month = Type.String({ pattern: '^\\d{4}-\\d{2}$', description: 'YYYY-MM' });
export const Time = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: "HH:MM on the restaurant's clock; after midnight it still belongs to the day of service",
});
export const Instant = Type.String({ description: 'ISO 8601 instant in UTC' });
export const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });
export const Locale = Type.Enum(['fr', 'en']);
export const Channel = Type.Enum(['email', 'sms', 'whatsapp']);
export const Party = Type.Integer({ minimum: 1, maximum: 200, description: 'How many people' });
export const Token = Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' });
export const Nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** The restaurant that a staff request is about. */
export const ForRestaurant = Type.Object({ restaurant: Slug }, { additionalProperties: false });

/** An error as every endpoint answers it. `code` is stable; clients own the words. */
export const Refused = Type.Object(
  { code: Type.String(), message: Type.String() },
  { additionalProperties: true },
);

export type Locale = 'fr' | 'en';
export type Channel = 'email' | 'sms' | 'whatsapp';
