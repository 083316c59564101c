/** 128 random bits as text, for acts that must happen once. `crypto.randomUUID` is missing on pages without https. */
export const freshKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
