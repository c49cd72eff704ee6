// The workbench's page: article.
