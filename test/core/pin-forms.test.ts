import { describe, expect, it } from 'vitest';
import { PIN_FORMS, pinForm } from '../../src/core/pin-forms.ts';
import { parseReference } from '../../src/core/reference.ts';
import { asDigest, asRepository } from './samples.ts';

const DIGEST = asDigest(`sha256:${'0123456789abcdef'.repeat(4)}`);
const NGINX = asRepository('nginx');

function form(name: (typeof PIN_FORMS)[number], repository = NGINX, tag = '1.10'): string {
  return pinForm(name, repository, tag, DIGEST);
}

/** The texts of `key: value` lines of YAML, read as YAML reads plain and double-quoted scalars without escapes. */
function yaml(text: string): Record<string, unknown> {
  return Object.fromEntries(
    text.split('\n').map((line) => {
      const [, key = '', value = ''] = /^ *([a-z]+):(?: (.+))?$/.exec(line) ?? [];
      const quoted = /^"([^"\\]*)"$/.exec(value)?.[1];
      // Plain: what looks like a number is one, and `: ` or ` #` would end it (YAML 1.2.2, 7.3.3 and 10.3.2).
      expect(quoted ?? value).not.toMatch(/: | #|^[@`*&!|>%{}[\],]/);
      return [key, quoted ?? (Number.isNaN(Number(value)) || value === '' ? value : Number(value))];
    }),
  );
}

describe('forms of a pin', () => {
  it('plain and Dockerfile', () => {
    expect(form('plain')).toBe(`nginx:1.10@${DIGEST}`);
    expect(form('dockerfile')).toBe(`FROM nginx:1.10@${DIGEST}`);
  });

  it('Compose and Kubernetes: one YAML text', () => {
    expect(yaml(form('compose'))).toEqual({ image: `nginx:1.10@${DIGEST}` });
    expect(yaml(form('kubernetes'))).toEqual({
      image: `docker.io/library/nginx:1.10@${DIGEST}`,
    });
    expect(yaml(form('compose', asRepository('7/7'), '7'))).toEqual({ image: `7/7:7@${DIGEST}` });
  });

  it('Helm: a tag that stays a text, and the digest where every chart sees it', () => {
    expect(yaml(form('helm'))).toEqual({
      image: '',
      registry: 'docker.io',
      repository: 'library/nginx',
      tag: `1.10@${DIGEST}`,
    });
    expect(
      form('helm')
        .split('\n')
        .slice(1)
        .every((line) => line.startsWith('  ')),
    ).toBe(true);
  });

  it('Terraform: a resource with a name that it takes', () => {
    expect(form('terraform')).toBe(
      `resource "docker_image" "nginx" {\n  name = "nginx:1.10@${DIGEST}"\n}`,
    );
    for (const repository of ['grafana/a.b', 'grafana/7zip', 'grafana/a__b-c'].map(asRepository)) {
      const label = /^resource "docker_image" "([^"]*)" \{$/m.exec(
        form('terraform', repository),
      )?.[1];
      expect(label).toMatch(/^[a-z_][a-z0-9_-]*$/);
    }
  });

  it('all hold repository, tag and digest, and nothing that a file would read as code', () => {
    for (const name of PIN_FORMS) {
      const text = form(name, asRepository('grafana/grafana'), '_A.b-c');
      expect(text).toContain(`_A.b-c@${DIGEST}`);
      expect(text).toContain('grafana/grafana');
      expect(text).not.toMatch(/[$%\\]/);
      expect(text.endsWith('\n')).toBe(false);
      const pin = /[a-z./]+:_A\.b-c@sha256:[0-9a-f]{64}/.exec(text)?.[0];
      // Helm writes the two halves apart.
      if (name !== 'helm') {
        expect(parseReference(pin ?? '')).toMatchObject({
          value: { tag: '_A.b-c', digest: DIGEST },
        });
      }
    }
  });
});
