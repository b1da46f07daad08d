import { formatMoney } from '#lib/money.ts';
import { origin } from '#lib/server/env.ts';
import type { Block, Page } from './page.ts';

const WIDTH = 72;

/** The letter as plain text, at most 72 characters wide where words allow it. */
export function renderText(page: Page): string {
	const parts = [
		page.eyebrow.toUpperCase(),
		wrap(page.heading),
		...page.blocks.map(block),
		`-- \nMarketday · ${origin}\n${wrap(page.why)}`,
	];
	return parts.join('\n\n') + '\n';
}

function block(block: Block): string {
	switch (block.kind) {
		case 'text':
		case 'aside':
			return wrap(block.text);
		case 'button':
			return `${block.label}:\n${block.href}`;
		case 'facts':
			return block.facts
				.map((fact) => `${fact.label}: ${fact.value}${fact.href ? `\n  ${fact.href}` : ''}`)
				.join('\n');
		case 'address':
			return `${block.title}\n${block.lines.map((line) => `  ${oneLine(line)}`).join('\n')}`;
		case 'goods':
			return [
				...block.goods.map((good) => {
					const name = `${good.quantity} × ${oneLine(good.title)}${good.detail ? ` (${oneLine(good.detail)})` : ''}`;
					return row(name, formatMoney(good.amount));
				}),
				'-'.repeat(WIDTH),
				...block.sums.map((sum) => row(sum.label, formatMoney(sum.amount))),
				row(block.total.label, formatMoney(block.total.amount)),
			].join('\n');
	}
}

function row(label: string, value: string): string {
	const room = WIDTH - value.length - 2;
	return label.length > room ? `${label}\n${value.padStart(WIDTH)}` : label.padEnd(room + 2) + value;
}

function wrap(text: string): string {
	const lines: string[] = [];
	for (const word of oneLine(text).split(' ')) {
		const last = lines.at(-1);
		if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines.join('\n');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
