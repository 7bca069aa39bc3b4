/** Four tables, so that four bytes are taken at a time: `table(n)` is that of a byte followed by n zero bytes. */
const TABLES = new Uint32Array(1024);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 32; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    if (bit % 8 === 7) TABLES[((bit - 7) / 8) * 256 + byte] = value;
  }
}
const at = (index: number) => TABLES[index] ?? 0;

/** CRC-32 as in zip (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  let place = 0;
  for (; place + 4 <= bytes.length; place += 4) {
    crc ^=
      (bytes[place] ?? 0) |
      ((bytes[place + 1] ?? 0) << 8) |
      ((bytes[place + 2] ?? 0) << 16) |
      ((bytes[place + 3] ?? 0) << 24);
    crc = at(768 + (crc & 0xff)) ^ at(512 + ((crc >>> 8) & 0xff)) ^ at(256 + ((crc >>> 16) & 0xff)) ^ at(crc >>> 24);
  }
  for (; place < bytes.length; place++) crc = (crc >>> 8) ^ at((crc ^ (bytes[place] ?? 0)) & 0xff);
  return ~crc >>> 0;
}
