/** Texts of a policy or a network rule that include this one: what became narrower is not worse. */
export function widerTexts(label: string, key: string, text: string): string[] {
  if (/^(?:actions?|resources?)$/i.test(key)) return [...text].map((_, i) => `${label} is ${text.slice(0, i)}*`);
  if (/^principals?\b/i.test(label)) return everybody.map((who) => `${who.replace(/^Principal/, label.split(".")[0] ?? "")} is *`);
  if (/^(?:ipv6)?cidr/i.test(key)) return widerRanges(text).map((range) => `${label} is ${range}`);
  if (/^(?:ip)?protocol$/i.test(key) || /^(?:from|to)Port$/.test(key)) return anyProtocol;
  return [];
}

const everybody = ["Principal", "Principal.AWS", "Principal.*"];
const anyProtocol = ["protocol", "ipProtocol"].flatMap((key) => ["-1", "all"].map((all) => `${key} is ${all}`));

/** `10.1.2.0/24` lies in `10.1.2.0/23`, `10.1.0.0/22` and so on to `0.0.0.0/0`; for IPv6, only `::/0` is listed. */
function widerRanges(range: string): string[] {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(range);
  if (parts === null) return range.includes(":") ? ["::/0"] : [];
  const address = parts.slice(1, 5).reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const length = parts[5] === undefined ? 32 : Number(parts[5]);
  return Array.from({ length: Math.min(length, 32) }, (_, bits) => {
    const size = 2 ** (32 - bits);
    const start = Math.floor(address / size) * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${bits}`;
  });
}
