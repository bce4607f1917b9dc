import type { ThemeConfig } from 'antd';

const FONT =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', system-ui, sans-serif";

/** antd's tokens for the portal at a type size; colours mean: blue action, red overdue, amber soon, green done. */
export function portalTheme(isPhone: boolean, large: boolean): ThemeConfig {
  const scale = large ? 1.25 : 1;
  const fontSize = Math.round((isPhone ? 16 : 14) * scale);
  return {
    token: {
      fontFamily: FONT,
      fontSize,
      colorPrimary: '#1f5eb8',
      colorInfo: '#1f5eb8',
      colorLink: '#1f5eb8',
      colorSuccess: '#2b8a4b',
      colorSuccessBg: '#eaf6ee',
      colorSuccessBorder: '#b5dcc2',
      colorErrorBg: '#fdf1f0',
      colorErrorBorder: '#f0c8c6',
      colorWarningBg: '#fdf5e4',
      colorWarningBorder: '#ecd6a4',
      colorInfoBg: '#eaf1fb',
      colorInfoBorder: '#c3d8f3',
      colorWarning: '#b9770e',
      colorError: '#c6302b',
      colorText: '#1f2733',
      colorTextSecondary: '#55606e',
      colorTextTertiary: '#6b7583',
      colorBorder: '#d5dae1',
      colorBorderSecondary: '#e6e9ee',
      colorBgLayout: '#f4f6f8',
      borderRadius: 6,
      controlHeight: Math.round((isPhone ? 44 : 34) * scale),
      controlHeightSM: Math.round((isPhone ? 34 : 26) * scale),
      boxShadow: 'none',
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
