import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TFontDictionary } from 'pdfmake/interfaces';

const require = createRequire(import.meta.url);
const shipped = (weight: '400Regular' | '700Bold'): string =>
  require.resolve(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`);

/** Files that an office may put into its folder of fonts, by the name under which forms ask for them. */
const OWN_FILES = {
  Song: 'songti.ttf',
  FangSong: 'fangsong.ttf',
  Hei: 'heiti.ttf',
  Title: 'xiaobiaosong.ttf',
} as const;

/**
 * The fonts of PDFs. Those that official papers ask for (仿宋, 小标宋, 黑体) may not be shipped: where an office holds them,
 * it puts them into a folder; else an open 宋体 stands for all.
 *
 * @param folder of the office's own fonts
 */
export function printFonts(folder: string | undefined): TFontDictionary {
  const [regular, bold] = [shipped('400Regular'), shipped('700Bold')];
  return Object.fromEntries(
    Object.entries(OWN_FILES).map(([name, file]) => {
      const own = folder === undefined ? undefined : join(folder, file);
      if (own !== undefined && existsSync(own)) return [name, { normal: own, bold: own }];
      return [name, { normal: name === 'Hei' ? bold : regular, bold }];
    }),
  );
}
