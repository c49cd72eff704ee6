// The workbench's page: main.
