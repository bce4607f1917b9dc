import type { ThemeConfig } from 'antd';

const FONT =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', system-ui, sans-serif";

const colors = {
  blue: '#1f5eb8',
  blueHover: '#2f6fc4',
  blueSoft: '#eaf1fb',
  red: '#c6302b',
  redHover: '#d13d38',
  amber: '#9a6208',
  green: '#23753f',
  text: '#1f2733',
  textSecond: '#55606e',
  line: '#e3e7ec',
  ground: '#f4f6f8',
};

/** The theme's colours for style sheets; the one place where they are written is this file. */
export const styleVariables: Readonly<Record<string, string>> = {
  '--blue': colors.blue,
  '--blue-soft': colors.blueSoft,
  '--red': colors.red,
  '--amber': colors.amber,
  '--green': colors.green,
  '--text': colors.text,
  '--text-2': colors.textSecond,
  '--line': colors.line,
  '--ground': colors.ground,
};

interface ThemeWish {
  readonly isPhone: boolean;
  /** The person wants larger type. */
  readonly large: boolean;
  /** Things glide and fade; not for who asked their machine for less movement. */
  readonly motion: boolean;
}

/** antd's tokens for the portal; colours mean: blue action, red overdue, amber soon, green done. */
export function portalTheme({ isPhone, large, motion }: ThemeWish): ThemeConfig {
  const scale = large ? 1.25 : 1;
  const fontSize = Math.round((isPhone ? 16 : 14) * scale);
  return {
    token: {
      fontFamily: FONT,
      fontSize,
      colorPrimary: colors.blue,
      // antd's own lighter blue leaves white words on it too faint.
      colorPrimaryHover: colors.blueHover,
      colorErrorHover: colors.redHover,
      colorInfo: colors.blue,
      colorLink: colors.blue,
      colorSuccess: colors.green,
      colorSuccessBg: '#eaf6ee',
      colorSuccessBorder: '#b5dcc2',
      colorErrorBg: '#fdf1f0',
      colorErrorBorder: '#f0c8c6',
      colorWarningBg: '#fdf5e4',
      colorWarningBorder: '#ecd6a4',
      colorInfoBg: colors.blueSoft,
      colorInfoBorder: '#c3d8f3',
      colorWarning: '#b9770e',
      colorError: colors.red,
      colorText: colors.text,
      colorTextSecondary: colors.textSecond,
      colorTextTertiary: '#6b7583',
      colorBorder: '#d5dae1',
      colorBorderSecondary: '#e6e9ee',
      colorBgLayout: colors.ground,
      borderRadius: 6,
      controlHeight: Math.round((isPhone ? 44 : 34) * scale),
      controlHeightSM: Math.round((isPhone ? 34 : 26) * scale),
      boxShadow: 'none',
      motion,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Table: {
        fontSize: Math.round((isPhone ? 15 : 13) * scale),
        headerBg: '#f7f9fb',
        headerColor: '#47525f',
        cellPaddingBlock: 8,
        cellPaddingInline: 12,
      },
      Menu: { itemBorderRadius: 6, itemHeight: Math.round(38 * scale) },
      Tabs: { horizontalItemPadding: '10px 0', titleFontSize: fontSize },
      Card: { headerFontSize: fontSize },
    },
  };
}
