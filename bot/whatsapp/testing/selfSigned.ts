import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A piece of DER: its tag, its length, its content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80
      ? Buffer.from([length])
      : length < 0x100
        ? Buffer.from([0x81, length])
        : Buffer.from([0x82, length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const objectId = (...bytes: number[]) => der(0x06, Buffer.from(bytes));
const utc = (year: number) => der(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`));

const ecdsaWithSha256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A key and a certificate for a host name that nobody but a browser told so would trust; `spki` is what it is told. */
export function selfSigned(host: string): { key: string; cert: string; spki: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(der(0x31, sequence(objectId(0x55, 0x04, 0x03), der(0x0c, Buffer.from(host)))));
  const alternative = sequence(der(0x82, Buffer.from(host)));
  const year = new Date().getUTCFullYear();
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(utc(year - 1), utc(year + 1)),
    name,
    spki,
    der(0xa3, sequence(sequence(objectId(0x55, 0x1d, 0x11), der(0x04, alternative)))),
  );
  const cert = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signed(content, privateKey)));
  const lines = cert.toString('base64').match(/.{1,64}/g)!;
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    spki: createHash('sha256').update(spki).digest('base64'),
  };
}

const signed = (content: Buffer, key: KeyObject) => sign('sha256', content, key);
