/** Letters about an account. Each carries a link that opens once. */
import { origin } from '#lib/server/env.ts';
import { MARKET_COLOURS, type Page } from '../page.ts';

type Link = { username: string; token: string; hours: number };

export const verification = ({ username, token, hours }: Link): Page => ({
	preview: 'One click, and your address is confirmed.',
	eyebrow: 'Your Marketday account',
	heading: `Good to have you, ${username}`,
	colours: MARKET_COLOURS,
	blocks: [
		{
			kind: 'text',
			text: 'Please confirm that this address is yours. We write to it when something you bought is on its way, and when somebody buys from you.',
		},
		{ kind: 'button', label: 'Confirm my address', href: `${origin}/verify/${token}` },
		{ kind: 'aside', text: `The link works once, for ${howLong(hours)}.` },
	],
	why: 'You get this because somebody opened an account at Marketday with this address. Was it not you? Then do nothing: without the click the address stays unconfirmed.',
});

export const passwordReset = ({ username, token, hours }: Link): Page => ({
	preview: 'Choose a new password here.',
	eyebrow: 'Your Marketday account',
	heading: 'A new password',
	colours: MARKET_COLOURS,
	blocks: [
		{
			kind: 'text',
			text: `Hello ${username}, you asked to choose a new password. When you have, you will be signed out everywhere else.`,
		},
		{ kind: 'button', label: 'Choose a new password', href: `${origin}/reset/${token}` },
		{ kind: 'aside', text: `The link works once, for ${howLong(hours)}.` },
	],
	why: 'You get this because somebody asked for a new password for your account. Was it not you? Then do nothing: your password stays as it is.',
});

function howLong(hours: number): string {
	if (hours < 48) return hours === 1 ? 'one hour' : `${hours} hours`;
	return `${Math.round(hours / 24)} days`;
}
