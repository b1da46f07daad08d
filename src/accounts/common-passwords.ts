/** What is tried first against every account, of those long enough to pass: runs on keyboards, words, their doublings. */
const COMMON = new Set(
	`1234567890 0123456789 9876543210 0987654321 12345678910 123456789a a123456789 1234567891 123123123123 1111111111
	0000000000 1122334455 1212121212 123456123456 12345678900 147258369 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3
	qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 qwertzuiop azertyuiop asdfghjkl1 asdfghjkl123 zxcvbnm123
	q1w2e3r4t5 q1w2e3r4t5y6 abcdefghij abcd123456 abc1234567 aaaaaaaaaa password12 password123 password1234 password12345
	passwordpassword mypassword mypassword1 newpassword password2024 password2025 password2026 p@ssw0rd123 passw0rd123
	iloveyou12 iloveyou123 iloveyou1234 letmein123 letmein1234 welcome123 welcome1234 changeme123 admin12345 admin123456
	administrator football123 baseball123 basketball superman123 sunshine123 princess123 dragon1234 monkey1234 michael123
	jennifer123 charlie123 computer123 internet123 trustno1trustno1 whatever123 test123456 testtest123 google1234
	marketday1 marketday123 marketplace handmade123 secret1234 secretsecret correcthorsebatterystaple`.split(
		/\s+/,
	),
);

/** Whether `password` is one of those, or one character over and over, or the account's own name or address. */
export function isCommonPassword(
	password: string,
	about: { username?: string; email?: string } = {},
): boolean {
	const low = password.toLowerCase();
	if (COMMON.has(low) || /^(.)\1+$/u.test(low)) return true;
	return [about.username, about.email, about.email?.split('@')[0]].some(
		(own) => own !== undefined && own.length >= 3 && [own, own + own].includes(low),
	);
}
