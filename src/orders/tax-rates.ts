/**
 * Standard rates of value added and goods and services taxes in basis points, by the country a parcel goes to. The 27 of
 * the EU, as of January 2026, and the market's larger neighbours. Reduced rates, regions and thresholds are not reckoned:
 * whoever needs them brings a `TaxCalculator` of their own. A country that is not here has no tax line.
 */
type Rate = { basisPoints: number; name: string };

const vat = (basisPoints: number): Rate => ({ basisPoints, name: 'VAT' });
const gst = (basisPoints: number): Rate => ({ basisPoints, name: 'GST' });

export const taxRates: Readonly<Record<string, Rate>> = {
	AT: vat(2000),
	BE: vat(2100),
	BG: vat(2000),
	CY: vat(1900),
	CZ: vat(2100),
	DE: vat(1900),
	DK: vat(2500),
	EE: vat(2400),
	ES: vat(2100),
	FI: vat(2550),
	FR: vat(2000),
	GR: vat(2400),
	HR: vat(2500),
	HU: vat(2700),
	IE: vat(2300),
	IT: vat(2200),
	LT: vat(2100),
	LU: vat(1700),
	LV: vat(2100),
	MT: vat(1800),
	NL: vat(2100),
	PL: vat(2300),
	PT: vat(2300),
	RO: vat(2100),
	SE: vat(2500),
	SI: vat(2200),
	SK: vat(2300),
	CH: vat(810),
	GB: vat(2000),
	NO: vat(2500),
	AU: gst(1000),
	CA: gst(500),
	JP: { basisPoints: 1000, name: 'Consumption tax' },
	NZ: gst(1500),
};
