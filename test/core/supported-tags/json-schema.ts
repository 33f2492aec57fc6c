/**
 * As much of JSON Schema 2020-12 as docs/supported-tags.schema.json uses. A keyword that is not known here throws: a rule
 * that is not looked at would pass for one that holds.
 */
import schemaFile from '../../../docs/supported-tags.schema.json' with { type: 'json' };

type Schema = Readonly<Record<string, unknown>>;

const WORDS = new Set(['$schema', '$defs', 'title', 'description']);

/** What is wrong with a value, each with its place; none where it is valid. */
export function schemaProblems(value: unknown): string[] {
  return problems(value, schemaFile, '$');
}

function problems(value: unknown, schema: Schema, place: string): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (WORDS.has(keyword)) return [];
    return broken(value, keyword, rule, schema, place);
  });
}

function broken(
  value: unknown,
  keyword: string,
  rule: unknown,
  schema: Schema,
  place: string,
): string[] {
  const unless = (isRight: boolean) => (isRight ? [] : [`${place}: ${keyword}`]);
  switch (keyword) {
    case 'const':
      return unless(value === rule);
    case 'enum':
      return unless(Array.isArray(rule) && rule.includes(value));
    case 'type':
      return unless(typeOf(value) === rule);
    case 'pattern':
      return unless(typeof value === 'string' && new RegExp(String(rule), 'u').test(value));
    case 'minimum':
      return unless(typeof value === 'number' && value >= Number(rule));
    case 'minItems':
      return unless(Array.isArray(value) && value.length >= Number(rule));
    case 'required':
      return unless(Array.isArray(rule) && rule.every((name) => isObject(value) && name in value));
    case '$ref':
      return problems(value, definition(String(rule)), place);
    case 'items':
      return Array.isArray(value)
        ? value.flatMap((item, index) => problems(item, asSchema(rule), `${place}[${index}]`))
        : [];
    case 'properties':
      return isObject(value) ? ofProperties(value, asSchema(rule), schema, place) : [];
    default:
      throw new Error(`the keyword ${keyword} is not known here`);
  }
}

/** The schema lets unknown properties be, so that it can grow; what is written today must all be in it. */
function ofProperties(value: Schema, known: Schema, schema: Schema, place: string): string[] {
  if (schema['type'] !== 'object') throw new Error('properties of what need not be an object');
  return Object.entries(value).flatMap(([name, inner]) => {
    const rule = known[name];
    if (rule === undefined) return [`${place}.${name}: not in the schema`];
    return problems(inner, asSchema(rule), `${place}.${name}`);
  });
}

function definition(reference: string): Schema {
  const name = reference.replace('#/$defs/', '');
  return asSchema(asSchema(schemaFile.$defs)[name]);
}

function asSchema(value: unknown): Schema {
  if (!isObject(value)) throw new Error('no schema');
  return value;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
