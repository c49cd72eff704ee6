// The workbench's page: corpus.
