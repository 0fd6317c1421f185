import { Controller, Get, Header } from '@nestjs/common';
import { adminDocument } from '@app/contracts';
import { OpenRoute } from '@app/identity';
import { DOCUMENTATION_POLICY, documentationPage } from './documentation-page.js';

/** The admin API described, for programs and for people. Holds nothing of any tenant. */
@Controller('admin/v1')
@OpenRoute('describes the API; holds no data')
export class OpenApiController {
  private readonly document = adminDocument();
  private readonly page = documentationPage(this.document);

  @Get('openapi.json')
  openapi(): ReturnType<typeof adminDocument> {
    return this.document;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCUMENTATION_POLICY)
  docs(): string {
    return this.page;
  }
}
