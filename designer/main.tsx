import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { App } from './App';
import './designer.css';
import { currentLocale } from './text';
import { designerTheme } from './theme';

const locale = currentLocale();
dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en');
document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      locale={locale === 'zh' ? zhCN : enUS}
      theme={designerTheme}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <BrowserRouter basename="/designer">
          <App />
        </BrowserRouter>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
