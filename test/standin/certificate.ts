/** A certificate for Docker Hub's hosts, made anew at every start. Only a browser that is told to trust it does. */
import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** Base64 of the SHA-256 of the public key: Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spkiHash: string;
}

const DAY = 86_400_000;

export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const { private: key, cert } = await generate(
    [{ name: 'commonName', value: 'Digest Lens stand-in' }],
    {
      algorithm: 'sha256',
      keyType: 'ec',
      curve: 'P-256',
      notBeforeDate: new Date(Date.now() - DAY),
      notAfterDate: new Date(Date.now() + 2 * DAY),
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
      ],
    },
  );
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  const spkiHash = createHash('sha256').update(publicKey).digest('base64');
  return { key, certificate: cert, spkiHash };
}
