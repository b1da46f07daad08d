/** JSON Schema in words and in an example, for the API's readable page. */

type Schema = {
	type?: string;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
	enum?: unknown[];
	const?: unknown;
	format?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	default?: unknown;
};

export type Field = { name: string; type: string; required: boolean; limits: string };

const DEEPEST = 3;

/** The fields of an object, nested ones as `items[].quantity`. */
export function fieldsOf(schema: unknown, prefix = '', depth = 0): Field[] {
	const { properties = {}, required = [] } = schema as Schema;
	return Object.entries(properties).flatMap(([key, field]) => {
		const name = prefix + key;
		const inner = field.type === 'array' ? field.items : field;
		const below = field.type === 'array' ? `${name}[].` : `${name}.`;
		return [
			{ name, type: typeWords(field), required: required.includes(key), limits: limitWords(field) },
			...(inner?.properties && depth < DEEPEST ? fieldsOf(inner, below, depth + 1) : []),
		];
	});
}

export function typeWords(schema: Schema): string {
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return [...new Set(choices.map(typeWords))].join(' | ');
	if (schema.type === 'array') return `${typeWords(schema.items ?? {})}[]`;
	if (schema.format === 'date-time') return 'time';
	return schema.type ?? 'any';
}

function limitWords(schema: Schema): string {
	const words: string[] = [];
	const range = (low: number | undefined, high: number | undefined, what: string) => {
		const safe = high !== undefined && high < Number.MAX_SAFE_INTEGER ? high : undefined;
		const from = low !== undefined && low > -Number.MAX_SAFE_INTEGER ? low : undefined;
		if (from !== undefined && safe !== undefined) words.push(`${from} to ${safe}${what}`);
		else if (safe !== undefined) words.push(`at most ${safe}${what}`);
		else if (from !== undefined) words.push(`at least ${from}${what}`);
	};
	range(schema.minLength, schema.maxLength, ' characters');
	range(schema.minimum, schema.maximum, '');
	range(schema.minItems, schema.maxItems, ' of them');
	if (schema.default !== undefined) words.push(`${JSON.stringify(schema.default)} if not given`);
	return words.join(', ');
}

const BY_NAME: Record<string, unknown> = {
	username: 'ben',
	email: 'ben@example.com',
	password: 'a walnut spoon and two bowls',
	name: 'Walnut spoon',
	description: 'Carved from one piece, oiled twice.',
	price: 2450,
	category: 'wood',
	quantity: 1,
	stock: 5,
	method: 'sandbox',
	card: '4242 4242 4242 4242',
	street: '12 Kiln Lane',
	line1: '12 Kiln Lane',
	city: 'Ghent',
	town: 'Ghent',
	postcode: '9000',
	postal_code: '9000',
	country: 'BE',
	product_id: '01jd3k7q9w5r2m8x4c6v0b1n3h',
	variant_id: '01jd3k7q9w5r2m8x4c6v0b1n3j',
};

/** A request body that says what the required fields look like (and the first choice, where there are several). */
export function exampleOf(schema: unknown, name = ''): unknown {
	const {
		type,
		properties = {},
		required = [],
		items,
		anyOf,
		oneOf,
		enum: values,
		const: fixed,
	} = schema as Schema;
	if (fixed !== undefined) return fixed;
	if (properties && Object.keys(properties).length > 0) {
		const wanted = required.length > 0 ? required : Object.keys(properties).slice(0, 3);
		return Object.fromEntries(wanted.map((key) => [key, exampleOf(properties[key] ?? {}, key)]));
	}
	if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
	const choice = anyOf?.[0] ?? oneOf?.[0];
	if (choice) return exampleOf(choice, name);
	if (values) return values[0];
	if (type === 'array') return [exampleOf(items ?? {}, name)];
	if (type === 'integer' || type === 'number') return 1;
	if (type === 'boolean') return true;
	return type === 'object' ? {} : '…';
}
