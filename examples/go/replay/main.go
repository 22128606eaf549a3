// Command replay is the adapter of the contract kit; tests/contract_kit/README.md describes it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"

	"example/cloudflare"
)

type request struct {
	BaseURL   string `json:"base_url"`
	Operation string
	Arguments struct {
		AccountID string `json:"account_id"`
		ID        string
		ServerID  string `json:"server_id"`
		cloudflare.ListMcpServersParams
		cloudflare.ReadServerToolCallTimeseriesParams
	}
	Body        json.RawMessage
	Credentials cloudflare.Credentials
	Walk        bool
}

type observation struct {
	Result json.RawMessage `json:"result,omitempty"`
	Error  *failure        `json:"error,omitempty"`
}

type failure struct {
	Kind    string `json:"kind"`
	Status  int    `json:"status,omitempty"`
	Codes   []int  `json:"codes"`
	Message string `json:"message"`
	Result  any    `json:"result,omitempty"`
}

type unknownOperation string

func (o unknownOperation) Error() string { return "unknown operation " + string(o) }

func main() {
	if err := replay(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
}

func replay(ctx context.Context, from io.Reader, to io.Writer) error {
	requests, observations := json.NewDecoder(from), json.NewEncoder(to)
	for {
		var asked request
		if err := requests.Decode(&asked); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		seen, err := observe(ctx, asked)
		if err != nil {
			return err
		}
		if err := observations.Encode(seen); err != nil {
			return err
		}
	}
}

func observe(ctx context.Context, asked request) (seen observation, err error) {
	answer, err := call(ctx, asked)
	if _, isUnknown := errors.AsType[unknownOperation](err); isUnknown {
		return seen, err
	}
	if err != nil {
		seen.Error = describe(err)
		return seen, nil
	}
	envelope, err := json.Marshal(answer)
	if err == nil {
		err = json.Unmarshal(envelope, &seen)
	}
	return seen, err
}

func call(ctx context.Context, asked request) (any, error) {
	client, err := cloudflare.New(asked.BaseURL, asked.Credentials)
	if err != nil {
		return nil, err
	}
	account, id := asked.Arguments.AccountID, asked.Arguments.ID
	params := asked.Arguments.ListMcpServersParams
	switch asked.Operation {
	case "listMcpServers":
		if asked.Walk {
			return walk(client.AllMcpServers(ctx, account, params))
		}
		return cloudflare.OK(client.ListMcpServersWithResponse(ctx, account, &params))
	case "readMcpServer":
		return cloudflare.OK(client.ReadMcpServerWithResponse(ctx, account, id))
	case "createMcpServer":
		var body cloudflare.McpServerCreate
		if err := json.Unmarshal(asked.Body, &body); err != nil {
			return nil, err
		}
		return cloudflare.Created(client.CreateMcpServerWithResponse(ctx, account, body))
	case "updateMcpServer":
		var body cloudflare.McpServerUpdate
		if err := json.Unmarshal(asked.Body, &body); err != nil {
			return nil, err
		}
		return cloudflare.OK(client.UpdateMcpServerWithResponse(ctx, account, id, body))
	case "syncMcpServer":
		return cloudflare.OK(client.SyncMcpServerWithResponse(ctx, account, id))
	case "readMcpPortal":
		return cloudflare.OK(client.ReadMcpPortalWithResponse(ctx, account, id))
	case "updateMcpPortal":
		var body cloudflare.McpPortalUpdate
		if err := json.Unmarshal(asked.Body, &body); err != nil {
			return nil, err
		}
		return cloudflare.OK(client.UpdateMcpPortalWithResponse(ctx, account, id, body))
	case "readServerToolCallTimeseries":
		params := asked.Arguments.ReadServerToolCallTimeseriesParams
		return cloudflare.OK(
			client.ReadServerToolCallTimeseriesWithResponse(ctx, account, asked.Arguments.ServerID, &params))
	default:
		return nil, unknownOperation(asked.Operation)
	}
}

func walk(servers iter.Seq2[cloudflare.McpServer, error]) (any, error) {
	var list cloudflare.McpServerList
	for server, err := range servers {
		if err != nil {
			return nil, err
		}
		list.Result = append(list.Result, server)
	}
	return list, nil
}

func describe(err error) *failure {
	told := &failure{Kind: "bug", Codes: []int{}, Message: err.Error()}
	var (
		credentials cloudflare.CredentialsError
		failed      *cloudflare.Error
		page        *cloudflare.PageError
		connection  *url.Error
		answer      cloudflare.AnswerError
		mistyped    *json.UnmarshalTypeError
	)
	switch {
	case errors.As(err, &credentials):
		told.Kind = "credentials"
	case errors.As(err, &page):
		told.Kind = "paging"
	case errors.As(err, &connection):
		told.Kind = "connection"
	case errors.As(err, &answer), errors.As(err, &mistyped):
		told.Kind = "answer"
	case errors.As(err, &failed):
		told.Kind, told.Status = "status", failed.StatusCode
		if failed.StatusCode < 300 {
			told.Kind = "unsuccessful"
			var envelope struct{ Result any }
			_ = json.Unmarshal(failed.Body, &envelope)
			told.Result = envelope.Result
		}
		for _, each := range failed.Errors {
			if each.Code != nil {
				told.Codes = append(told.Codes, *each.Code)
			}
		}
	}
	return told
}
